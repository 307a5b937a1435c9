package io.coinslot.gateway.configuration;

import io.coinslot.servicekit.security.ExternalIssuer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who issues the access tokens.
 *
 * @param issuer the address under which clients know this gateway
 * @param externalIssuer whose tokens are taken in place of the gateway's own, or null
 */
@ConfigurationProperties("coinslot.security")
public record IssuerSettings(
        @DefaultValue("http://127.0.0.1:8080") String issuer,
        @Nullable ExternalIssuer externalIssuer) {
    /** By which configurations decide whether there is an authorization server here. */
    public static final String EXTERNAL = "coinslot.security.external-issuer.issuer";
}
