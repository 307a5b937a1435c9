package io.coinslot.marketgateway.stripe;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Verifies PaymentIntents. */
final class StripeReceipts extends StripeCapability implements VerifiesReceipts {
    private static final Pattern INTENT_ID = Pattern.compile("pi_[A-Za-z0-9_]{1,250}");

    /** Stripe says that a refund may fail as late as this. */
    private static final Duration LONGEST_REFUND = Duration.ofDays(30);

    /** Errors that say no to the payment; others (of the API, of a key) say nothing about it. */
    private static final Set<String> REFUSING = Set.of("card_error", "invalid_request_error");

    StripeReceipts(StripeAccounts accounts) {
        super(accounts);
    }

    @Override
    public String application(MarketLink link) {
        return StripeAccounts.application(link);
    }

    @Override
    public List<String> applications(MarketLink link) {
        return StripeAccounts.applications(link);
    }

    @Override
    public Verdict verify(MarketLink link, PaymentOrder asked, Receipt receipt) throws MarketFailure {
        if (receipt.kind() != Receipt.Kind.PAYMENT_INTENT_ID) {
            return new Refused("WRONG_RECEIPT_KIND", "Stripe is paid by a paymentIntentId");
        }
        if (!INTENT_ID.matcher(receipt.value()).matches()) {
            return new Refused("INVALID_RECEIPT", "That is no PaymentIntent's id");
        }
        StripeAccount account = account(link);
        PaymentIntent intent = account.payment(receipt.value());
        Map<String, String> metadata = intent.getMetadata();
        if (metadata == null || !asked.purchaseId().equals(metadata.get(StripeIntents.PURCHASE_ID))) {
            return new Refused("PURCHASE_MISMATCH", "The PaymentIntent belongs to another purchase");
        }
        return switch (String.valueOf(intent.getStatus())) {
            case "succeeded" -> paid(account, asked, receipt, intent);
            case "canceled" ->
                new Declined("CANCELED", "The PaymentIntent is canceled: " + intent.getCancellationReason());
            case "requires_payment_method" -> unpaid(intent);
            case "requires_confirmation" -> new NotPaidYet("The player has not paid yet");
            default -> StripeWaits.of(asked, intent);
        };
    }

    static Verdict unpaid(PaymentIntent intent) {
        StripeError error = intent.getLastPaymentError();
        if (error == null || !REFUSING.contains(String.valueOf(error.getType()))) {
            return new NotPaidYet("The player has not paid yet");
        }
        String code = Stream.of(error.getDeclineCode(), error.getCode(), error.getType())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return new Declined(code.toUpperCase(Locale.ROOT), String.valueOf(error.getMessage()));
    }

    private static Verdict paid(StripeAccount account, PaymentOrder asked, Receipt receipt, PaymentIntent intent)
            throws MarketFailure {
        Money received = StripeMoney.fromStripe(intent.getAmountReceived(), intent.getCurrency());
        if (!received.equals(asked.total())) {
            return new Refused("AMOUNT_MISMATCH", "Another amount was paid than the purchase asked for");
        }
        Charge charge = intent.getLatestChargeObject();
        List<MoneyBack> moneyBack = moneyBack(account, intent.getId(), charge);
        if (charge != null && Boolean.TRUE.equals(charge.getRefunded()) && !MoneyBack.isAllOf(received, moneyBack)) {
            // Some of it is still under way. Once it is back there is nothing to grant anything for; if it fails, there
            // is.
            return new StillPending(
                    "Stripe is giving the money back",
                    Instant.ofEpochSecond(charge.getCreated()).plus(LONGEST_REFUND));
        }
        Capture capture = new Capture(
                intent.getId(),
                account.accountId(),
                receipt,
                received,
                null,
                charge == null ? null : country(charge),
                Instant.ofEpochSecond(charge == null ? intent.getCreated() : charge.getCreated()),
                null,
                account.isTest(intent));
        return new Paid(capture, moneyBack);
    }

    private static List<MoneyBack> moneyBack(StripeAccount account, String intentId, @Nullable Charge charge)
            throws MarketFailure {
        boolean mayHaveGoneBack = charge == null
                || Boolean.TRUE.equals(charge.getRefunded())
                || Boolean.TRUE.equals(charge.getDisputed())
                || (charge.getAmountRefunded() != null && charge.getAmountRefunded() > 0);
        return mayHaveGoneBack ? StripeRefunds.toldBy(account, intentId) : List.of();
    }

    private static @Nullable String country(Charge charge) {
        Charge.BillingDetails billing = charge.getBillingDetails();
        if (billing != null
                && billing.getAddress() != null
                && billing.getAddress().getCountry() != null) {
            return billing.getAddress().getCountry();
        }
        Charge.PaymentMethodDetails details = charge.getPaymentMethodDetails();
        return details == null || details.getCard() == null
                ? null
                : details.getCard().getCountry();
    }
}
