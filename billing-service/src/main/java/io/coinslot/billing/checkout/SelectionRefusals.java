package io.coinslot.billing.checkout;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.checkout.Pricing.Quote;
import io.coinslot.billing.checkout.Pricing.Refusal;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a caller is told for whom no market can be taken: of each market why not. */
final class SelectionRefusals {
    private SelectionRefusals() {}

    /** @param silent markets that do not answer, and until when; if one of them would sell, coming back is of use */
    static Problem of(
            Checkout.Posting posting,
            SellingService seller,
            Map<Market, Quote> quotes,
            Map<Market, Instant> silent,
            Instant now) {
        List<FieldError> errors = new ArrayList<>();
        quotes.forEach((market, quote) -> errors.add(error(posting, market, whyNot(quote, silent.get(market)))));
        seller.markets().stream()
                .filter(market -> !quotes.containsKey(market))
                .sorted()
                .forEach(market -> errors.add(error(posting, market, notFor(posting.draft()))));
        Optional<Instant> worthATry = silent.entrySet().stream()
                .filter(entry -> quotes.get(entry.getKey()) instanceof Pricing.Offer)
                .map(Map.Entry::getValue)
                .min(Instant::compareTo);
        return worthATry
                .map(time -> new Problem(
                        BillingProblem.MARKETS_NOT_ANSWERING,
                        "The markets that could sell this do not answer at the moment; name one to insist on it",
                        errors,
                        Math.toIntExact(Duration.between(now, time).toSeconds() + 1)))
                .orElseGet(() -> new Problem(
                        BillingProblem.NO_MARKET_POSSIBLE,
                        "No market of the service can sell this to the player; the errors say of each why",
                        errors,
                        null));
    }

    private static FieldError error(Checkout.Posting posting, Market market, String detail) {
        return new FieldError(posting.pointer() + "/market", market.slug() + ": " + detail);
    }

    private static String whyNot(Quote quote, @Nullable Instant silentUntil) {
        return quote instanceof Refusal(Problem problem)
                ? problem.detail()
                : "does not answer; it is worth a try after " + silentUntil;
    }

    private static String notFor(PurchaseDraft draft) {
        return draft.platform() == null
                ? "is not among the markets that the service prefers for such a player"
                : "is not for " + draft.platform().slug() + ", or not among the markets that the service prefers there";
    }
}
