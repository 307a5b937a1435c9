package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class HeaderRulesTest {
    private static final List<String> VALUES = List.of(
            "",
            "plain text",
            "tab\there",
            "line\nbreak",
            "null\u0000",
            "\u007f",
            "k\u00f6rper",
            "\u0378",
            "\ud83c\udfae",
            "\u0085");

    @Test
    void allowsAndRefusesWhatSpringDoes() {
        for (String value : VALUES) {
            assertThat(accepts(HeaderRules.firewall(), value))
                    .as("value %s", value)
                    .isEqualTo(accepts(new StrictHttpFirewall(), value));
        }
    }

    private static boolean accepts(HttpFirewall firewall, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/purchases");
        request.addHeader("X-Anything", value);
        try {
            return firewall.getFirewalledRequest(request).getHeader("X-Anything") != null;
        } catch (RequestRejectedException e) {
            return false;
        }
    }
}
