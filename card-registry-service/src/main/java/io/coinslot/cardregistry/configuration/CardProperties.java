package io.coinslot.cardregistry.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the registry deals with.
 *
 * @param serverId our own name: the audience of assertions for us, and the tag of messages signed for us
 * @param registrationLife how long the cardholder has to get through a registration
 * @param longestWait for one answer of a peer or a financial company
 * @param accountProviders by the issuer that their assertions name
 * @param peers by their name
 * @param issuers financial companies, by the name that cards give as their issuer
 * @param chargers services of ours that are paid with tokens, by their name
 */
@ConfigurationProperties("coinslot.cards")
public record CardProperties(
        @DefaultValue("coinslot") String serverId,
        @DefaultValue("30m") Duration registrationLife,
        @DefaultValue("8s") Duration longestWait,
        @DefaultValue Map<String, AccountProvider> accountProviders,
        @DefaultValue Map<String, Peer> peers,
        @DefaultValue Map<String, Issuer> issuers,
        @DefaultValue Map<String, Charger> chargers) {

    /** @param keysUri where it publishes its keys (JWKS) */
    public record Charger(URI keysUri) {}

    /** @param keysUri where it publishes its keys (JWKS) */
    public record AccountProvider(URI keysUri) {}

    /**
     * @param baseUrl what /peer/v1 lies under
     * @param keysUri where it publishes its keys (JWKS)
     */
    public record Peer(URI baseUrl, URI keysUri) {}

    /**
     * @param shape how it speaks
     * @param url what its operations lie under
     * @param tokenRequestorId our number with it
     * @param keysUri where it publishes its keys (JWKS): for sealing credentials, and for verifying what it tells us
     */
    public record Issuer(Shape shape, URI url, String tokenRequestorId, URI keysUri) {}

    /** How a financial company speaks. */
    public enum Shape {
        MDES,
        PLAIN
    }
}
