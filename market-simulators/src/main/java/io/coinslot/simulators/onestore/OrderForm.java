package io.coinslot.simulators.onestore;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.money.Amount;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reads what a player is about to buy from a control request. */
final class OrderForm {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneId.of("Asia/Seoul"));
    private static final int TOKEN_BYTES = 24;
    private static final int LONGEST_PAYLOAD = 200;
    private static final int COUNTED = 100_000_000;

    /** So that no two purchases of a second have the same id. */
    private final AtomicInteger counter = new AtomicInteger(RANDOM.nextInt(COUNTED));

    Sale read(Input input, String clientId, long now) {
        int quantity = input.number("quantity", 1, 1, 1_000_000);
        Environment environment = input.choice("environment", Environment.COMMERCIAL);
        return new Sale(
                purchaseId(environment, now),
                purchaseToken(),
                clientId,
                input.text("productId"),
                quantity,
                total(input, quantity),
                payload(input),
                input.optionalText("userId"),
                environment,
                input.choice("marketCode", MarketCode.MKT_ONE),
                now);
    }

    private static Amount total(Input input, int quantity) {
        Amount total = input.money("total");
        if (total != null) {
            return total;
        }
        Amount price = input.money("price");
        if (price == null) {
            throw ControlRefusal.invalid("/price", "is required: the price of one, or total instead");
        }
        return price.times(quantity);
    }

    private static @Nullable String payload(Input input) {
        String given = input.optionalText("developerPayload");
        // So a purchase's billing object binds here too, as the client of a game hands it in.
        String payload = given == null ? input.optionalText("orderReference") : given;
        if (payload != null && payload.length() > LONGEST_PAYLOAD) {
            throw ControlRefusal.invalid(
                    "/binding/developerPayload", "is longer than " + LONGEST_PAYLOAD + " characters");
        }
        return payload;
    }

    private static String purchaseToken() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return new BigInteger(1, random).toString(Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }

    /** The time in Korea and eight digits, such as 26091804355110440543. */
    private String purchaseId(Environment environment, long now) {
        int number = Math.floorMod(counter.incrementAndGet(), COUNTED);
        return environment.purchaseIdPrefix() + TIME.format(Instant.ofEpochMilli(now)) + "%08d".formatted(number);
    }
}
