package io.coinslot.catalog.product;

import io.coinslot.catalog.market.Market;
import io.coinslot.catalog.product.ProductBody.PriceBody;
import io.coinslot.catalog.request.FieldErrors;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Turns what a client sent into a product's details, or says everything that is wrong with it. */
final class ProductCheck {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MARKET_PRODUCT_ID = 255;
    private static final int MOST_PRICES = 500;
    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());

    private final String pointer;
    private final FieldErrors errors;

    /** @param pointer JSON pointer to the product; empty for the whole body */
    ProductCheck(String pointer, FieldErrors errors) {
        this.pointer = pointer;
        this.errors = errors;
    }

    /** The details; only of use if no error was found. */
    ProductDetails details(ProductBody body) {
        Instant saleStartsAt = time(body.saleStartsAt(), "/saleStartsAt");
        Instant saleEndsAt = time(body.saleEndsAt(), "/saleEndsAt");
        if (saleStartsAt != null && saleEndsAt != null) {
            errors.require(saleStartsAt.isBefore(saleEndsAt), pointer + "/saleEndsAt", "must be after saleStartsAt");
        }
        return new ProductDetails(
                errors.text(body.name(), pointer + "/name", LONGEST_NAME),
                type(body.type()),
                prices(body.prices() == null ? List.of() : body.prices()),
                marketProductIds(body.marketProductIds()),
                saleStartsAt,
                saleEndsAt,
                !Boolean.FALSE.equals(body.active()));
    }

    private ProductType type(@Nullable String name) {
        return Arrays.stream(ProductType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    errors.reject(pointer + "/type", "must be CONSUMABLE, DURABLE, CURRENCY or COUPON");
                    return ProductType.CONSUMABLE;
                });
    }

    private List<Price> prices(List<@Nullable PriceBody> bodies) {
        errors.require(
                !bodies.isEmpty() && bodies.size() <= MOST_PRICES,
                pointer + "/prices",
                "must hold 1 to " + MOST_PRICES + " prices");
        List<Price> prices = new ArrayList<>();
        Set<String> scopes = new HashSet<>();
        for (int index = 0; index < Math.min(bodies.size(), MOST_PRICES); index++) {
            String at = pointer + "/prices/" + index;
            Price price = price(bodies.get(index), at);
            if (price != null) {
                errors.require(scopes.add(price.scope()), at, "repeats a price for " + price.scope());
                prices.add(price);
            }
        }
        return prices;
    }

    private @Nullable Price price(@Nullable PriceBody body, String at) {
        if (body == null) {
            errors.reject(at, "must be a price");
            return null;
        }
        if (body.market() != null) {
            errors.require(Market.of(body.market()).isPresent(), at + "/market", "is no market that Coinslot knows");
        }
        if (body.region() != null) {
            errors.require(REGIONS.contains(body.region()), at + "/region", "must be an ISO 3166-1 code such as KR");
        }
        Money amount = errors.read(() -> body.money().toMoney(at));
        if (amount == null) {
            return null;
        }
        errors.require(amount.isPositive(), at + "/amount", "must be more than 0");
        return new Price(body.market(), body.region(), amount);
    }

    private Map<String, String> marketProductIds(@Nullable Map<String, @Nullable String> ids) {
        Map<String, String> checked = new TreeMap<>();
        if (ids != null) {
            ids.forEach((market, id) -> {
                String at = pointer + "/marketProductIds/" + market;
                if (Market.of(market).isEmpty()) {
                    errors.reject(at, "is no market that Coinslot knows");
                } else {
                    checked.put(market, errors.text(id, at, LONGEST_MARKET_PRODUCT_ID));
                }
            });
        }
        return checked;
    }

    private @Nullable Instant time(@Nullable String text, String field) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.ofEpochMilli(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
            errors.reject(pointer + field, "must be a time such as 2026-11-22T08:00:00Z");
            return null;
        } catch (ArithmeticException e) {
            // Its milliseconds could not be stored.
            errors.reject(pointer + field, "is too far away");
            return null;
        }
    }
}
