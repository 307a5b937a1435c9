package io.coinslot.billing.purchase;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.catalog.Platform;
import io.coinslot.servicekit.money.MoneyText;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A purchase as the outside sees it: in answers, lists and webhooks. Holds no secret. */
public record PurchaseResource(
        String purchaseId,
        PurchaseStatus status,
        long version,
        String userId,
        String productId,
        long quantity,
        String market,
        MarketChoiceResource marketChoice,
        MoneyText total,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PaymentTokenResource paymentToken,

        @Nullable String region,
        Instant createdAt,
        Instant expiresAt,
        @Nullable PaymentResource payment,
        DeliveryResource delivery) {

    /** @param version of the document */
    public static PurchaseResource of(Purchase purchase, long version) {
        Order order = purchase.order();
        return new PurchaseResource(
                purchase.id().value(),
                purchase.status(),
                version,
                order.buyer().userId().value(),
                order.item().productId().value(),
                order.item().quantity(),
                order.market().slug(),
                MarketChoiceResource.of(order.marketChoice()),
                MoneyText.of(order.total()),
                order.paymentToken() == null ? null : new PaymentTokenResource(order.paymentToken()),
                order.buyer().region(),
                order.createdAt(),
                order.expiresAt(),
                PaymentResource.of(purchase),
                DeliveryResource.of(purchase));
    }

    /** The token of a registered card that is charged for it. */
    public record PaymentTokenResource(String tokenUniqueReference) {}

    /** Why it is paid at its market. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record MarketChoiceResource(
            MarketChoice.Reason reason, @Nullable String platform, List<PassedOverResource> passedOver) {
        private static final MarketChoiceResource NAMED =
                new MarketChoiceResource(MarketChoice.Reason.NAMED_BY_CALLER, null, List.of());

        static MarketChoiceResource of(MarketChoice choice) {
            if (choice == MarketChoice.NAMED) {
                return NAMED;
            }
            Platform platform = choice.platform();
            return new MarketChoiceResource(
                    choice.reason(),
                    platform == null ? null : platform.slug(),
                    choice.passedOver().stream()
                            .map(passed ->
                                    new PassedOverResource(passed.market().slug(), passed.obstacle()))
                            .toList());
        }
    }

    /** A market that would have been taken before. */
    public record PassedOverResource(String market, MarketChoice.Obstacle reason) {}

    /**
     * The money that moved.
     *
     * @param parked what waits for an operator at the market's side, and what more went back than was paid
     */
    public record PaymentResource(
            String marketTransactionId,
            Instant capturedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant acknowledgeBy,

            MoneyText captured,
            MoneyText refunded,
            MoneyText refundPending,
            boolean testPurchase,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ExcessResource> excess,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String parked) {

        static @Nullable PaymentResource of(Purchase purchase) {
            Capture capture = purchase.payment().capture();
            if (capture == null) {
                return null;
            }
            return new PaymentResource(
                    capture.transactionId(),
                    capture.capturedAt(),
                    capture.acknowledgeBy(),
                    MoneyText.of(capture.amount()),
                    MoneyText.of(purchase.refunded()),
                    MoneyText.of(purchase.refundPending()),
                    capture.test(),
                    purchase.payment().excess().stream()
                            .map(further -> ExcessResource.of(further, purchase.payment()))
                            .toList(),
                    purchase.parked());
        }
    }

    /**
     * A further payment for the same purchase: it goes back.
     *
     * @param refunded how much of it has gone back and stayed there
     * @param disputed what banks hold or have taken of it, if anything
     * @param returned whether the player has all of it back
     */
    public record ExcessResource(
            String marketTransactionId,
            MoneyText captured,
            Instant capturedAt,
            MoneyText refunded,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            MoneyText disputed,

            boolean returned) {
        static ExcessResource of(Capture capture, Payment payment) {
            Money disputed = payment.disputedOf(capture);
            return new ExcessResource(
                    capture.transactionId(),
                    MoneyText.of(capture.amount()),
                    capture.capturedAt(),
                    MoneyText.of(payment.returnedOf(capture)),
                    disputed.isPositive() ? MoneyText.of(disputed) : null,
                    payment.isReturned(capture));
        }
    }

    /**
     * How the delivery stands.
     *
     * @param clawback money went back for goods that are granted
     * @param debt what the user owes for them, if anything: what the service did not give back by itself
     */
    public record DeliveryResource(
            DeliveryStatus status,
            @Nullable Instant deadline,
            @Nullable Instant confirmedAt,
            @Nullable String confirmedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant consumedAt,

            boolean clawback,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            MoneyText debt) {
        static DeliveryResource of(Purchase purchase) {
            Delivery delivery = purchase.delivery();
            Money debt = purchase.debt();
            return new DeliveryResource(
                    delivery.status(),
                    delivery.deadline(),
                    delivery.confirmedAt(),
                    delivery.confirmedBy(),
                    delivery.consumedAt(),
                    delivery.clawback(),
                    debt.isPositive() ? MoneyText.of(debt) : null);
        }
    }
}
