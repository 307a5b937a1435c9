package io.coinslot.billing.checkout.rest;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.Platform;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.checkout.PurchaseDraft;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request for a purchase as it comes in. */
record PurchaseBody(
        @Nullable String idempotencyKey,
        @Nullable String userId,
        @Nullable String productId,
        @Nullable String market,
        @Nullable Long quantity,
        @Nullable String region,
        @Nullable String currency,
        @Nullable String deviceId,
        @Nullable String platform,
        @Nullable PaymentTokenBody paymentToken) {
    private static final int MOST_PIECES = 1_000;
    private static final Pattern REGION = Pattern.compile("[A-Z]{2}");

    /** A registered card's token that is to be charged. */
    record PaymentTokenBody(@Nullable String tokenUniqueReference) {}

    /** @param at JSON pointer to this object within the body */
    PurchaseDraft toDraft(String at) {
        return new PurchaseDraft(
                new UserId(InputRules.required(userId, at + "/userId", InputRules.LONGEST_ID)),
                new ProductId(InputRules.required(productId, at + "/productId", InputRules.LONGEST_ID)),
                market(at),
                InputRules.within(quantity, 1, MOST_PIECES, at + "/quantity"),
                region(at + "/region"),
                currency == null ? null : MoneyText.currencyUnit(currency, at + "/currency"),
                InputRules.optional(deviceId, at + "/deviceId", InputRules.LONGEST_ID),
                platform(at),
                paymentToken(at));
    }

    /** An ISO 3166-1 alpha-2 code, or nothing. */
    private @Nullable String region(String pointer) {
        if (region != null && !REGION.matcher(region).matches()) {
            throw Problem.invalid(pointer, "must be two capital letters such as KR")
                    .asException();
        }
        return region;
    }

    private @Nullable Platform platform(String at) {
        Platform found = Platform.of(platform);
        if (platform != null && found == null) {
            throw Problem.invalid(at + "/platform", "must be android, ios, web or desktop")
                    .asException();
        }
        return found;
    }

    /** Only a market that is named can be charged at: the player is not asked. */
    private @Nullable String paymentToken(String at) {
        if (paymentToken == null) {
            return null;
        }
        Market where = market(at);
        if (where == null) {
            throw Problem.invalid(at + "/market", "must be named where a paymentToken is to be charged")
                    .asException();
        }
        if (!where.chargesTokens()) {
            throw Problem.atField(
                            BillingProblem.PAYMENT_TOKEN_NOT_ACCEPTED,
                            at + "/paymentToken",
                            "tokens of registered cards are not charged at " + where.slug())
                    .asException();
        }
        return InputRules.required(
                paymentToken.tokenUniqueReference(), at + "/paymentToken/tokenUniqueReference", InputRules.LONGEST_ID);
    }

    private @Nullable Market market(String at) {
        String name = InputRules.optional(market, at + "/market", InputRules.LONGEST_ID);
        Market found = Market.of(name);
        if (name == null) {
            return null;
        }
        if (found == null) {
            throw Problem.invalid(at + "/market", "there is no market " + name).asException();
        }
        return found;
    }
}
