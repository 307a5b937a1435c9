package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.MarketFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Samsung's record of a purchase. Fields that are not known, or misspelt as some are, are not looked at. */
record GalaxyReceipt(JsonNode body) {
    private static final DateTimeFormatter GMT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Map<String, String> ALPHA_2 = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toMap(country -> Locale.of("", country).getISO3Country(), country -> country));

    boolean isPaid() {
        return text("status").equals("success");
    }

    /** Paid once, and given back. */
    boolean isCancelled() {
        return text("status").equals("cancel");
    }

    /** Bought by a licensed tester, whom nobody bills; null if the record does not tell. */
    @Nullable
    Boolean isTest() {
        return switch (text("mode")) {
            case "TEST" -> true;
            case "PRODUCTION" -> false;
            default -> null;
        };
    }

    boolean isConsumed() {
        return text("consumeYN").equals("Y");
    }

    boolean isAcknowledged() {
        return text("acknowledgeYN").equals("Y");
    }

    String packageName() {
        return text("packageName");
    }

    String itemId() {
        return text("itemId");
    }

    String orderId() {
        return text("orderId");
    }

    /** The buyer, as the client named it to the store; null if it did not. */
    @Nullable
    String accountId() {
        return orNull("obfuscatedAccountId");
    }

    /** What else the client named: our reference of the purchase. */
    @Nullable
    String profileId() {
        return orNull("obfuscatedProfileId");
    }

    /** All that the player paid, taxes included. */
    Money amount() throws MarketFailure {
        return GalaxyMoney.exactly(text("paymentAmount"), text("currencyCode"));
    }

    /** Samsung writes ISO 3166-1 alpha-3; null if it is none of them. */
    @Nullable
    String country() {
        return ALPHA_2.get(text("countryCode"));
    }

    /** When it was bought; null if that cannot be read. */
    @Nullable
    Instant boughtAt() {
        String time = text("purchaseDate").replaceFirst("\\s*GMT$", "");
        try {
            return LocalDateTime.parse(time, GMT).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private String text(String field) {
        return body.path(field).asString("");
    }

    private @Nullable String orNull(String field) {
        String text = text(field);
        return text.isBlank() ? null : text;
    }

    /** Receipts name the buyer: they are not printed. */
    @Override
    public String toString() {
        return "receipt of " + text("status");
    }
}
