package io.coinslot.marketgateway.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stripe's webhooks. Their order is not guaranteed and does not matter: the payment is read again each time. */
final class StripeNotifications extends StripeCapability implements ReceivesNotifications {
    static final Set<String> PAYING = Set.of("payment_intent.succeeded", "payment_intent.processing");
    static final Set<String> MONEY_BACK = Set.of(
            "charge.refunded",
            "charge.refund.updated",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated");

    /** A failed try is no verdict, since the player may try another card; the rest says what others say better. */
    private static final Set<String> OF_NO_INTEREST = Set.of(
            "payment_intent.created",
            "payment_intent.requires_action",
            "payment_intent.payment_failed",
            "payment_intent.canceled",
            "payment_intent.amount_capturable_updated",
            "charge.pending",
            "charge.succeeded",
            "charge.failed",
            "charge.captured",
            "charge.updated",
            "charge.expired",
            "ping");

    private static final long TOLERANCE_SECONDS = 300;
    private static final Pattern TIMESTAMP = Pattern.compile("(?:^|,)\\s*t=([0-9]{1,12})(?:,|$)");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Clock clock;

    StripeNotifications(StripeAccounts accounts, Clock clock) {
        super(accounts);
        this.clock = clock;
    }

    @Override
    public String proof() {
        return "Stripe-Signature";
    }

    @Override
    public Proven prove(List<MarketLink> links, Message message) throws Forged, MarketFailure {
        String signature = message.header("Stripe-Signature");
        if (signature == null) {
            throw new Forged("there is no Stripe-Signature");
        }
        refuseTheFuture(signature);
        String body = new String(message.body(), StandardCharsets.UTF_8);
        for (MarketLink link : links) {
            if (isSigned(link, signature, body)) {
                return new Proven(link, messageId(body));
            }
        }
        for (MarketLink link : links) {
            link.requireOpened();
        }
        throw new Forged("the signature is not of a secret of the service, or too old");
    }

    /** The library refuses what is too old, but not what is dated ahead to be replayed later. */
    private void refuseTheFuture(String signature) throws Forged {
        Matcher matcher = TIMESTAMP.matcher(signature);
        if (!matcher.find()
                || Long.parseLong(matcher.group(1)) > clock.instant().getEpochSecond() + TOLERANCE_SECONDS) {
            throw new Forged("the signature's time is missing or ahead of ours");
        }
    }

    private boolean isSigned(MarketLink link, String signature, String body) {
        String secret = link.credentials().get("webhookSecret");
        try {
            return secret != null && Webhook.Signature.verifyHeader(body, signature, secret, TOLERANCE_SECONDS, clock);
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    private static String messageId(String body) {
        JsonNode event = json(body);
        String id = event == null ? "" : event.path("id").asString("");
        return id.isBlank() ? DerivedId.of("unnamed-", body) : id;
    }

    @Override
    public Hint read(MarketLink link, byte[] body) {
        JsonNode event = json(new String(body, StandardCharsets.UTF_8));
        if (event == null || !event.isObject()) {
            return new Hint.NotUnderstood("the body is no JSON object");
        }
        String type = event.path("type").asString("");
        JsonNode object = event.path("data").path("object");
        if (PAYING.contains(type)) {
            String purchaseId =
                    object.path("metadata").path(StripeIntents.PURCHASE_ID).asString("");
            return purchaseId.isEmpty()
                    ? new Hint.Nothing("the payment is not one of ours")
                    : about(object.path("id"), purchaseId, Hint.About.PAYING);
        }
        if (MONEY_BACK.contains(type)) {
            return about(object.path("payment_intent"), null, Hint.About.MONEY_BACK);
        }
        return OF_NO_INTEREST.contains(type)
                ? new Hint.Nothing(type)
                : new Hint.NotUnderstood("of an unknown kind: " + type);
    }

    @Override
    public @Nullable String kindOf(byte[] body) {
        JsonNode event = json(new String(body, StandardCharsets.UTF_8));
        return event == null ? null : event.path("type").asString("");
    }

    private static Hint about(JsonNode intentId, @Nullable String purchaseId, Hint.About about) {
        if (intentId.isMissingNode() || intentId.isNull()) {
            return new Hint.Nothing("it belongs to no PaymentIntent");
        }
        return intentId.isString() && !intentId.stringValue().isBlank()
                ? new Hint.PaymentChanged(StripeIntents.receipt(intentId.stringValue()), purchaseId, about)
                : new Hint.NotUnderstood("what stands in the place of a PaymentIntent's id is none");
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }
}
