package io.coinslot.gateway.configuration;

import io.coinslot.gateway.route.Destination;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the services listen. */
@ConfigurationProperties("coinslot.routes")
public record RouteSettings(
        @DefaultValue("http://127.0.0.1:8101") URI catalog,
        @DefaultValue("http://127.0.0.1:8102") URI billing,
        @DefaultValue("http://127.0.0.1:8103") URI marketGateway,
        @DefaultValue("http://127.0.0.1:8104") URI settlement,
        @DefaultValue("http://127.0.0.1:8105") URI cardRegistry) {
    public URI of(Destination destination) {
        return switch (destination) {
            case CATALOG -> catalog;
            case BILLING -> billing;
            case MARKET_GATEWAY -> marketGateway;
            case SETTLEMENT -> settlement;
            case CARD_REGISTRY -> cardRegistry;
            case GATEWAY -> throw new IllegalArgumentException("The gateway answers this itself");
        };
    }
}
