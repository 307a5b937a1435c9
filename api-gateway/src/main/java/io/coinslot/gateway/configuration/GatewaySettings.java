package io.coinslot.gateway.configuration;

import io.coinslot.gateway.client.RateLimit;
import io.coinslot.gateway.route.OpenLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the gateway alone.
 *
 * @param adminClientId the administrator's client, which is configured, not stored
 * @param adminSecretGeneration which derived secret the administrator's client has; raise it to replace the secret
 */
@ConfigurationProperties("coinslot.gateway")
public record GatewaySettings(
        @DefaultValue("admin") String adminClientId,
        @DefaultValue("1") int adminSecretGeneration,
        @DefaultValue("60") int accessTokenMinutes,
        @DefaultValue Limits limits,
        @DefaultValue Upstream upstream) {
    /** Limits on the rate of requests: per client that has none of its own, and per remote address without a token. */
    public record Limits(
            @DefaultValue("5000") int clientRequestsPerSecond,
            @DefaultValue("10000") int clientBurst,
            @DefaultValue("50") int tokensPerSecond,
            @DefaultValue("200") int tokensBurst,
            @DefaultValue("4000") int notificationsPerSecond,
            @DefaultValue("8000") int notificationsBurst,
            @DefaultValue("50") int documentsPerSecond,
            @DefaultValue("200") int documentsBurst) {
        public RateLimit ofClients() {
            return new RateLimit(clientRequestsPerSecond, clientBurst);
        }

        /** Of one remote address. */
        public RateLimit of(OpenLimit limit) {
            return switch (limit) {
                case TOKENS -> new RateLimit(tokensPerSecond, tokensBurst);
                case NOTIFICATIONS -> new RateLimit(notificationsPerSecond, notificationsBurst);
                case DOCUMENTS, OPERATIONS -> new RateLimit(documentsPerSecond, documentsBurst);
            };
        }
    }

    /**
     * How services are called.
     *
     * @param answerTimeoutMillis of requests that do not ask to wait
     * @param waitTimeoutMillis of requests with waitMillis, which is at most 30 s
     * @param connectionsPerService how many requests may wait for one service; one too many is answered 503
     */
    public record Upstream(
            @DefaultValue("2000") int connectTimeoutMillis,
            @DefaultValue("15000") int answerTimeoutMillis,
            @DefaultValue("35000") int waitTimeoutMillis,
            @DefaultValue("640") int connectionsPerService) {}
}
