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
 * @param accessTokenMinutes how long a client's token lives
 * @param deviceSessionMinutes how long a device's token lives, an hour at most: the backend opens the next session
 */
@ConfigurationProperties("coinslot.gateway")
public record GatewaySettings(
        @DefaultValue("admin") String adminClientId,
        @DefaultValue("1") int adminSecretGeneration,
        @DefaultValue("60") int accessTokenMinutes,
        @DefaultValue("15") int deviceSessionMinutes,
        @DefaultValue Limits limits,
        @DefaultValue Upstream upstream) {
    private static final int LONGEST_SESSION_MINUTES = 60;

    public GatewaySettings {
        if (deviceSessionMinutes < 1 || deviceSessionMinutes > LONGEST_SESSION_MINUTES) {
            throw new IllegalArgumentException(
                    "coinslot.gateway.device-session-minutes must be 1 to " + LONGEST_SESSION_MINUTES);
        }
    }

    /** Limits on the rate of requests: per client that has none of its own, and per remote address without a token. */
    public record Limits(
            @DefaultValue("5000") int clientRequestsPerSecond,
            @DefaultValue("10000") int clientBurst,
            @DefaultValue("50") int tokensPerSecond,
            @DefaultValue("200") int tokensBurst,
            @DefaultValue("4000") int notificationsPerSecond,
            @DefaultValue("8000") int notificationsBurst,
            @DefaultValue("500") int peersPerSecond,
            @DefaultValue("1000") int peersBurst,
            @DefaultValue("50") int documentsPerSecond,
            @DefaultValue("200") int documentsBurst,
            @DefaultValue("20") int deviceRequestsPerSecond,
            @DefaultValue("60") int deviceBurst,
            @DefaultValue("1") int sessionsOfUserPerSecond,
            @DefaultValue("20") int sessionsOfUserBurst) {
        public RateLimit ofClients() {
            return new RateLimit(clientRequestsPerSecond, clientBurst);
        }

        /** Of one device; its requests count as its service's as well. */
        public RateLimit ofDevice() {
            return new RateLimit(deviceRequestsPerSecond, deviceBurst);
        }

        /** Of new sessions for the devices of one user. */
        public RateLimit ofSessions() {
            return new RateLimit(sessionsOfUserPerSecond, sessionsOfUserBurst);
        }

        /** Of one remote address. */
        public RateLimit of(OpenLimit limit) {
            return switch (limit) {
                case TOKENS -> new RateLimit(tokensPerSecond, tokensBurst);
                case NOTIFICATIONS -> new RateLimit(notificationsPerSecond, notificationsBurst);
                case PEERS -> new RateLimit(peersPerSecond, peersBurst);
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
