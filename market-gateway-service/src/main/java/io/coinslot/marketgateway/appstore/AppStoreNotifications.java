package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.verification.VerificationException;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** App Store Server Notifications, version 2. */
final class AppStoreNotifications extends AppStoreCapability implements ReceivesNotifications {
    AppStoreNotifications(AppStoreDesks desks) {
        super(desks);
    }

    @Override
    public String proof() {
        return "JWS";
    }

    @Override
    public Proven prove(List<MarketLink> links, Message message) throws Forged, MarketFailure {
        SignedPayload payload = SignedPayload.of(message.body());
        if (payload == null) {
            throw new Forged("there is no signed payload");
        }
        String reason = "it is about none of the services' applications";
        for (MarketLink link : links) {
            if (payload.bundleId().equals(link.setting("bundleId"))) {
                try {
                    desk(link).verifiedNotification(payload.signed());
                    return new Proven(link, id(payload));
                } catch (VerificationException e) {
                    if (AppStoreFailures.notChecked(e)) {
                        throw AppStoreFailures.unchecked(e);
                    }
                    reason = "it does not verify: " + e.getStatus();
                }
            }
        }
        throw new Forged(reason);
    }

    /** The id by which a message is stored once, however it comes. */
    static String id(SignedPayload payload) {
        String id = payload.notificationId();
        return id == null ? DerivedId.of("unnamed-", payload.signed()) : id;
    }

    /** It was proven when it came, and it is only a hint: so it is not verified again, which may fail years later. */
    @Override
    public Hint read(MarketLink link, byte[] body) {
        SignedPayload payload = SignedPayload.of(body);
        if (payload == null) {
            return new Hint.NotUnderstood("there is no signed payload");
        }
        if (!payload.bundleId().equals(link.setting("bundleId"))) {
            return new Hint.NotUnderstood("it is about another application");
        }
        return switch (payload.type()) {
            case "ONE_TIME_CHARGE" -> about(payload, Hint.About.PAYING);
            case "REFUND", "REFUND_REVERSED", "REVOKE" -> about(payload, Hint.About.MONEY_BACK);
            case "CONSUMPTION_REQUEST" -> about(payload, Hint.About.REVIEW);
            case "REFUND_DECLINED" -> new Hint.Nothing("the money stays");
            case "TEST" -> new Hint.Nothing("a test");
            default -> new Hint.NotUnderstood("of an unknown kind: " + payload.type());
        };
    }

    @Override
    public @Nullable String kindOf(byte[] body) {
        SignedPayload payload = SignedPayload.of(body);
        return payload == null ? null : payload.type();
    }

    private static Hint about(SignedPayload payload, Hint.About about) {
        String transactionId = payload.transactionId();
        return transactionId == null
                ? new Hint.NotUnderstood("it names no transaction")
                : new Hint.PaymentChanged(
                        Transactions.receipt(transactionId), null, about, review(payload, about), null);
    }

    private static Hint.@Nullable Review review(SignedPayload payload, Hint.About about) {
        return about == Hint.About.REVIEW ? new Hint.Review(null, payload.signedAt()) : null;
    }
}
