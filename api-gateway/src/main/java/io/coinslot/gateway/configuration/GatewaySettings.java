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
    private static final int ALL_PERCENT = 100;

    public GatewaySettings {
        if (deviceSessionMinutes < 1 || deviceSessionMinutes > LONGEST_SESSION_MINUTES) {
            throw new IllegalArgumentException(
                    "coinslot.gateway.device-session-minutes must be 1 to " + LONGEST_SESSION_MINUTES);
        }
        requireShare("client-waits-percent", limits.clientWaitsPercent());
        requireShare("client-places-percent", limits.clientPlacesPercent());
        if (limits.readingSeconds() < 1 || limits.readingBytesPerSecond() < 1) {
            throw new IllegalArgumentException(
                    "coinslot.gateway.limits.reading-seconds and reading-bytes-per-second must be 1 or more");
        }
    }

    private static void requireShare(String name, int percent) {
        if (percent < 1 || percent > ALL_PERCENT) {
            throw new IllegalArgumentException("coinslot.gateway.limits." + name + " must be 1 to 100");
        }
    }

    /** How many requests that wait one client may have open at one service. */
    public int waitsOfClient() {
        return share(upstream.waitsPerService(), limits.clientWaitsPercent());
    }

    /** How many requests that do not wait one client may have open at one service. */
    public int placesOfClient() {
        return share(upstream.connectionsPerService(), limits.clientPlacesPercent());
    }

    private static int share(int all, int percent) {
        return Math.max(1, all * percent / ALL_PERCENT);
    }

    /**
     * Limits on the rate of requests: per client that has none of its own, and per remote address without a token. And
     * on what is open at once, where a request whose body is longer than 64 KiB counts as several
     * ({@link io.coinslot.servicekit.http.BodyPlaces}), as it does at the services.
     *
     * @param openRequestsOfNetwork requests without a token that one remote network may have open
     * @param deviceWaits requests with waitMillis that one device may have open
     * @param clientWaitsPercent the share that a service's client, together with all of its devices, may have of the
     *     {@link Upstream#waitsPerService() waiting places} of each service; 100 where there is one client alone
     * @param devicePlaces other requests that one device may have open
     * @param clientPlacesPercent the same share of the {@link Upstream#connectionsPerService() other places}. What comes
     *     of it, times the number of gateways, should be less than what all instances of one service together answer at
     *     once ({@code coinslot.http.requests-in-flight} of each): each gateway counts for itself, so that with two of
     *     them one client may have twice its share at a service
     * @param readingSeconds how long a caller may take to read an answer
     * @param readingBytesPerSecond a second more for each of these
     */
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
            @DefaultValue("200") int refusedPerSecond,
            @DefaultValue("1000") int refusedBurst,
            @DefaultValue("20") int deviceRequestsPerSecond,
            @DefaultValue("60") int deviceBurst,
            @DefaultValue("1") int sessionsOfUserPerSecond,
            @DefaultValue("20") int sessionsOfUserBurst,
            @DefaultValue("256") int openRequestsOfNetwork,
            @DefaultValue("4") int deviceWaits,
            @DefaultValue("50") int clientWaitsPercent,
            @DefaultValue("16") int devicePlaces,
            @DefaultValue("25") int clientPlacesPercent,
            @DefaultValue("10") int readingSeconds,
            @DefaultValue("65536") int readingBytesPerSecond) {
        public RateLimit ofClients() {
            return new RateLimit(clientRequestsPerSecond, clientBurst);
        }

        /** Of one remote address: requests whose token does not let them in. */
        public RateLimit ofRefused() {
            return new RateLimit(refusedPerSecond, refusedBurst);
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
     * @param connectionsPerService how many requests one service may be answering, apart from those that ask it to
     *     wait; one too many is answered 503. To be divided by the gateways and multiplied by its instances where there
     *     are several, as clients have shares of it
     * @param waitsPerService how many requests with waitMillis one service may be holding back; one too many is answered
     *     503. As many as it has places for them ({@code coinslot.http.waits-in-flight}), divided by the gateways and
     *     multiplied by its instances where there are several
     */
    public record Upstream(
            @DefaultValue("2000") int connectTimeoutMillis,
            @DefaultValue("15000") int answerTimeoutMillis,
            @DefaultValue("35000") int waitTimeoutMillis,
            @DefaultValue("640") int connectionsPerService,
            @DefaultValue("512") int waitsPerService) {
        /** All that one service may have. */
        public int placesPerService() {
            return connectionsPerService + waitsPerService;
        }
    }
}
