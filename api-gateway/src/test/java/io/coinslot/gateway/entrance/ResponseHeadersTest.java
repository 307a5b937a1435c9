package io.coinslot.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.trace.Trace;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ResponseHeadersTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void demandsSecureTransportOnlyWhereItIs() {
        ResponseHeaders.add(request, response, Trace.fresh());
        assertThat(response.getHeader("Strict-Transport-Security")).isNull();

        request.setSecure(true);
        ResponseHeaders.add(request, response, Trace.fresh());
        assertThat(response.getHeader("Strict-Transport-Security")).contains("max-age=");
    }
}
