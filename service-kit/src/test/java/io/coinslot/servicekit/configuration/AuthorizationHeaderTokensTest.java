package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

class AuthorizationHeaderTokensTest {
    private final AuthorizationHeaderTokens tokens = new AuthorizationHeaderTokens();

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer abc.DEF-1_2~3+4/5==", "bearer abc", "BEARER abc", "Basic abc", "Bearer", "DPoP abc"})
    void findsWhatSpringFinds(String header) {
        assertThat(tokens.resolve(with(header))).isEqualTo(springs(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a b", "Bearer a,b", "Bearer ab=c", "Bearer ====", "Bearer \u00e4", "Bearer "})
    void refusesWhatIsNoToken(String header) {
        assertThatThrownBy(() -> tokens.resolve(with(header))).isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void refusesASecondHeader() {
        MockHttpServletRequest request = with("Bearer abc");
        request.addHeader("Authorization", "Bearer def");
        assertThatThrownBy(() -> tokens.resolve(request)).isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void takesNoTokenFromElsewhere() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/purchases");
        request.setParameter("access_token", "abc");
        assertThat(tokens.resolve(request)).isNull();
    }

    private static String springs(String header) {
        try {
            return new DefaultBearerTokenResolver().resolve(with(header));
        } catch (OAuth2AuthenticationException e) {
            return null;
        }
    }

    private static MockHttpServletRequest with(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/purchases");
        request.addHeader("Authorization", header);
        return request;
    }
}
