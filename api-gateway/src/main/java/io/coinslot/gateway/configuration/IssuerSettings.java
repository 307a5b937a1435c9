package io.coinslot.gateway.configuration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who issues the access tokens.
 *
 * @param issuer the address under which clients know this gateway
 */
@ConfigurationProperties("coinslot.security")
public record IssuerSettings(
        @DefaultValue("http://127.0.0.1:8080") String issuer) {}
