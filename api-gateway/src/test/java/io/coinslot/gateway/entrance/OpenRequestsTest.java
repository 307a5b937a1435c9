package io.coinslot.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.gateway.configuration.GatewaySettings;
import io.coinslot.gateway.limit.OpenCounts;
import io.coinslot.gateway.route.Access;
import io.coinslot.gateway.route.Destination;
import io.coinslot.gateway.route.OpenLimit;
import io.coinslot.gateway.route.Route;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.trace.Trace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

class OpenRequestsTest {
    private final OpenRequests open =
            new OpenRequests(new OpenCounts(), settings("limits.open-requests-of-network", "2"));

    private static GatewaySettings settings(String name, String value) {
        return new Binder(new MapConfigurationPropertySource(Map.of("coinslot.gateway." + name, value)))
                .bindOrCreate("coinslot.gateway", GatewaySettings.class);
    }

    private OpenRequests.Stay enter(String address, OpenLimit limit) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/markets/stripe/notifications");
        request.setRemoteAddr(address);
        Route route = new Route("POST", request.getRequestURI(), Destination.MARKET_GATEWAY, new Access.Open(limit), 1);
        return open.enter(request, new Admission(route, null, Trace.fresh()));
    }

    @Test
    void boundsWhatANetworkHasOpenWithoutAToken() {
        OpenRequests.Stay first = enter("2001:db8::1", OpenLimit.NOTIFICATIONS);
        enter("2001:db8::2", OpenLimit.TOKENS);

        assertThatThrownBy(() -> enter("2001:db8::3", OpenLimit.NOTIFICATIONS))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem().type().status()).isEqualTo(429);
                    assertThat(refusal.problem().retryAfterSeconds()).isPositive();
                });
        enter("2001:db9::1", OpenLimit.NOTIFICATIONS).close();
        for (int i = 0; i < 5; i++) {
            enter("2001:db8::1", OpenLimit.OPERATIONS);
        }

        first.close();
        enter("2001:db8::3", OpenLimit.NOTIFICATIONS);
    }

    private void assertRefused(String address) {
        assertThatThrownBy(() -> enter(address, OpenLimit.NOTIFICATIONS))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type().status()).isEqualTo(429));
    }

    @Test
    void countsALongBodyForAsManyAsItFillsWhileItArrives() {
        OpenRequests.Stay growing = enter("192.0.2.1", OpenLimit.NOTIFICATIONS);
        growing.keepUp(65_536);
        enter("192.0.2.1", OpenLimit.NOTIFICATIONS).close();

        growing.keepUp(65_537);
        assertRefused("192.0.2.1");
        // It has all that there are.
        growing.keepUp(10_000_000);

        growing.close();
        OpenRequests.Stay first = enter("192.0.2.1", OpenLimit.NOTIFICATIONS);
        OpenRequests.Stay second = enter("192.0.2.1", OpenLimit.NOTIFICATIONS);
        assertThatThrownBy(() -> second.keepUp(65_537)).isInstanceOf(ProblemException.class);
        first.close();
        second.keepUp(65_537);
        second.close();
        enter("192.0.2.1", OpenLimit.NOTIFICATIONS);
        enter("192.0.2.1", OpenLimit.NOTIFICATIONS);
    }

    @Test
    void letsNobodyInWhereNothingMayBeOpen() {
        OpenRequests closed = new OpenRequests(new OpenCounts(), settings("limits.open-requests-of-network", "0"));
        Route route = new Route("POST", "/", Destination.MARKET_GATEWAY, new Access.Open(OpenLimit.TOKENS), 1);

        assertThatThrownBy(() -> closed.enter(
                        new MockHttpServletRequest("POST", "/"), new Admission(route, null, Trace.fresh())))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void givesAClientHalfOfTheWaitingPlacesUnlessToldOtherwise() {
        assertThat(settings("upstream.waits-per-service", "512").waitsOfClient())
                .isEqualTo(256);
        assertThat(settings("limits.client-waits-percent", "100").waitsOfClient())
                .isEqualTo(512);
        assertThat(settings("upstream.waits-per-service", "1").waitsOfClient()).isEqualTo(1);
    }

    @Test
    void givesAClientAQuarterOfTheOtherPlacesUnlessToldOtherwise() {
        assertThat(settings("upstream.connections-per-service", "640").placesOfClient())
                .isEqualTo(160);
        assertThat(settings("limits.client-places-percent", "100").placesOfClient())
                .isEqualTo(640);
        assertThat(settings("upstream.connections-per-service", "1").placesOfClient())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101"})
    void refusesAShareThatIsNone(String percent) {
        assertThatThrownBy(() -> settings("limits.client-places-percent", percent))
                .hasRootCauseMessage("coinslot.gateway.limits.client-places-percent must be 1 to 100");
        assertThatThrownBy(() -> settings("limits.client-waits-percent", percent))
                .hasRootCauseMessage("coinslot.gateway.limits.client-waits-percent must be 1 to 100");
    }
}
