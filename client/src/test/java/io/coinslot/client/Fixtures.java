package io.coinslot.client;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** What the tests of this package use again and again. */
final class Fixtures {
    static final String PURCHASE = """
        {"purchaseId":"p1","status":"REQUESTED","version":1,"userId":"u1","productId":"gem-100","quantity":1,
         "market":"google-play","total":{"amount":"1200","currency":"KRW"},"expiresAt":"2026-11-22T08:00:00Z",
         "someNewField":{"a":[1]},
         "billing":{"billingToken":"bt","marketProductId":"gem_100","obfuscatedAccountId":"o","appAccountToken":"a",
                    "orderReference":"r","clientSecret":null,"redirectUrl":null}}\
        """;

    /** Gives the largest number it may, so that waits are at their upper bound. */
    static final RandomGenerator HIGHEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private Fixtures() {}

    static CoinslotClient client(FakeGateway gateway) {
        return builder(gateway).build();
    }

    static CoinslotClientBuilder builder(FakeGateway gateway) {
        return CoinslotClient.builder()
                .gateway(gateway.uri())
                .credentials("svc-arcade", "secret")
                .time(Clock.systemUTC(), HIGHEST, wait -> {});
    }

    static final class Waits implements Retrier.Pause {
        final List<Duration> waits = new CopyOnWriteArrayList<>();

        @Override
        public void rest(Duration wait) {
            waits.add(wait);
        }
    }
}
