package io.coinslot.marketgateway.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.coinslot.marketgateway.market.MarketFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls to Stripe that we make for one service, with the library's failures translated. */
final class StripeAccount {
    private static final long PAGE = 100;
    private static final PaymentIntentRetrieveParams WITH_CHARGE =
            PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();

    private final StripeClient client;
    private final StripeConnection connection;
    private final String accountId;
    private final boolean testModeIsTest;

    StripeAccount(StripeClient client, StripeConnection connection, String accountId, boolean testModeIsTest) {
        this.client = client;
        this.connection = connection;
        this.accountId = accountId;
        this.testModeIsTest = testModeIsTest;
    }

    /** Whether the payment moved no real money. */
    boolean isTest(PaymentIntent intent) {
        return testModeIsTest && !Boolean.TRUE.equals(intent.getLivemode());
    }

    String accountId() {
        return accountId;
    }

    PaymentIntent create(PaymentIntentCreateParams params, String idempotencyKey) throws MarketFailure {
        return call(() -> client.v1().paymentIntents().create(params, keyed(idempotencyKey)));
    }

    PaymentIntent confirm(String paymentIntentId, PaymentIntentConfirmParams params, String idempotencyKey)
            throws MarketFailure {
        return call(() -> client.v1().paymentIntents().confirm(paymentIntentId, params, keyed(idempotencyKey)));
    }

    /** The payment with its latest charge. */
    PaymentIntent payment(String paymentIntentId) throws MarketFailure {
        return read(() -> client.v1().paymentIntents().retrieve(paymentIntentId, WITH_CHARGE));
    }

    void cancel(String paymentIntentId) throws MarketFailure {
        call(() -> client.v1().paymentIntents().cancel(paymentIntentId));
    }

    Refund refund(RefundCreateParams params, String idempotencyKey) throws MarketFailure {
        return call(() -> client.v1().refunds().create(params, keyed(idempotencyKey)));
    }

    List<Refund> refunds(String paymentIntentId) throws MarketFailure {
        List<Refund> all = new ArrayList<>();
        StripeCollection<Refund> page;
        do {
            RefundListParams.Builder params =
                    RefundListParams.builder().setPaymentIntent(paymentIntentId).setLimit(PAGE);
            if (!all.isEmpty()) {
                params.setStartingAfter(all.getLast().getId());
            }
            page = read(() -> client.v1().refunds().list(params.build()));
            all.addAll(page.getData());
        } while (Boolean.TRUE.equals(page.getHasMore()) && !page.getData().isEmpty());
        return all;
    }

    /** Disputes of one payment: there are never more than a few. */
    List<Dispute> disputes(String paymentIntentId) throws MarketFailure {
        DisputeListParams params = DisputeListParams.builder()
                .setPaymentIntent(paymentIntentId)
                .setLimit(PAGE)
                .build();
        return read(() -> client.v1().disputes().list(params)).getData();
    }

    /**
     * A page of events, as Stripe wrote it: newest first, after the one given. Delivered ones too, for those of which no
     * endpoint was to be told (none entered, the kind not ticked, disabled) do not count as undelivered.
     */
    String events(Instant from, Instant to, @Nullable String after) throws MarketFailure {
        EventListParams.Builder params = EventListParams.builder()
                .setCreated(EventListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLte(to.getEpochSecond())
                        .build())
                .addAllType(List.copyOf(StripeNotifications.PAYING))
                .addAllType(List.copyOf(StripeNotifications.MONEY_BACK))
                .setLimit(PAGE);
        if (after != null) {
            params.setStartingAfter(after);
        }
        return read(() -> client.v1().events().list(params.build()))
                .getLastResponse()
                .body();
    }

    private static RequestOptions keyed(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    private interface Call<T> {
        T answer() throws StripeException;
    }

    private <T> T call(Call<T> call) throws MarketFailure {
        try {
            return call.answer();
        } catch (StripeException e) {
            throw StripeFailures.of(e, connection.shouldRetry());
        }
    }

    /** A call that changes nothing at Stripe. */
    private <T> T read(Call<T> call) throws MarketFailure {
        try {
            return call.answer();
        } catch (StripeException e) {
            throw StripeFailures.ofReading(e, connection.shouldRetry());
        }
    }
}
