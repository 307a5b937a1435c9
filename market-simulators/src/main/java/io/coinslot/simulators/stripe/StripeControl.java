package io.coinslot.simulators.stripe;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control interface of Stripe. Callers hold the market's lock. */
final class StripeControl {
    private final StripeMemory memory;
    private final Bank bank;
    private final Accounts accounts;
    private final Target target;
    private final Secrets secrets;

    StripeControl(StripeMemory memory, Bank bank, Accounts accounts, Target target, Secrets secrets) {
        this.memory = memory;
        this.bank = bank;
        this.accounts = accounts;
        this.target = target;
        this.secrets = secrets;
    }

    private enum Outcome {
        PURCHASED("pm_card_visa"),
        PENDING("pm_usBankAccount_success"),
        DECLINED("pm_card_chargeDeclined"),
        REQUIRES_ACTION("pm_card_authenticationRequired"),
        DISPUTED("pm_card_createDispute");

        private final String paymentMethod;

        Outcome(String paymentMethod) {
            this.paymentMethod = paymentMethod;
        }
    }

    /** How far a refund gets at first. */
    private enum Progress {
        SUCCEEDED(Refund.RefundStatus.SUCCEEDED),
        PENDING(Refund.RefundStatus.PENDING);

        private final Refund.RefundStatus status;

        Progress(Refund.RefundStatus status) {
            this.status = status;
        }
    }

    /** What becomes of a dispute, also of one that had ended otherwise. */
    private enum End {
        WON,
        LOST,
        REOPENED;

        /** Whether that is how the dispute stands already. */
        boolean isReached(Dispute.DisputeStatus status) {
            return switch (this) {
                case WON -> status == Dispute.DisputeStatus.WON || status == Dispute.DisputeStatus.WARNING_CLOSED;
                case LOST -> status == Dispute.DisputeStatus.LOST || status == Dispute.DisputeStatus.WARNING_CLOSED;
                case REOPENED -> status.isOpen() && !status.isInquiry();
            };
        }
    }

    JsonNode purchase(Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        String paymentMethod = input.text("paymentMethod", outcome.paymentMethod);
        Intent intent = intent(input);
        TestCard card = TestCard.of(paymentMethod);
        if (card == null) {
            throw ControlRefusal.invalid("/paymentMethod", "is not one of Stripe's test payment methods");
        }
        if (!intent.status().canBeConfirmed()) {
            throw ControlRefusal.conflict(
                    "the PaymentIntent has a status of " + intent.status().wire());
        }
        return held(bank.pay(intent, paymentMethod, card), outcome.name());
    }

    JsonNode complete(String transaction, Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        Intent intent = intent(transaction);
        if (intent.status() == IntentStatus.REQUIRES_ACTION) {
            TestCard card = outcome == Outcome.PURCHASED
                    ? new TestCard.Pays()
                    : new TestCard.Declines("authentication_required");
            return held(bank.pay(intent, "pm_card_authenticationRequired", card), outcome.name());
        }
        if (intent.status() != IntentStatus.PROCESSING) {
            throw ControlRefusal.conflict("the payment is not pending");
        }
        String decline = outcome == Outcome.PURCHASED ? null : "generic_decline";
        return held(bank.complete(intent, decline), outcome.name());
    }

    JsonNode refund(Input input) {
        if (input.flag("settle", false)) {
            return settleRefund(madeRefund(input));
        }
        if (input.optionalText("refundId") != null || input.optionalText("failureReason") != null) {
            return failRefund(madeRefund(input), input);
        }
        Intent intent = intent(input);
        Charge charge = memory.charges.get(intent.latestCharge());
        if (charge == null || !charge.isPaid() || charge.refunded() == charge.amount()) {
            throw ControlRefusal.conflict("nothing of the payment can be refunded");
        }
        Progress progress = input.choice("progress", Progress.SUCCEEDED);
        if (input.flag("next", false)) {
            return next(charge, progress);
        }
        Amount part = input.money("amount");
        long amount = part == null ? charge.amount() - charge.refunded() : part.minor();
        if (amount <= 0 || amount > charge.amount() - charge.refunded()) {
            throw ControlRefusal.conflict("the payment has not that much left to refund");
        }
        return StripeBodies.refund(bank.refund(charge, amount, "requested_by_customer", Map.of(), progress.status));
    }

    private JsonNode next(Charge charge, Progress progress) {
        if (progress != Progress.PENDING) {
            throw ControlRefusal.invalid("/progress", "refunds that are asked for succeed unless the next is PENDING");
        }
        bank.delayNextRefund(charge);
        return Json.object().put("chargeId", charge.id()).put("next", progress.name());
    }

    JsonNode openDispute(Input input) {
        Charge charge = memory.charges.get(intent(input).latestCharge());
        if (charge == null || !charge.isPaid() || charge.isDisputed() || charge.refunded() == charge.amount()) {
            throw ControlRefusal.conflict("the payment cannot be disputed");
        }
        String reason = input.text("reason", "fraudulent");
        Dispute dispute = input.flag("inquiry", false) ? bank.inquiry(charge, reason) : bank.dispute(charge, reason);
        return Json.object()
                .put("disputeId", dispute.id())
                .put("paymentIntentId", dispute.intent())
                .put("status", dispute.status().wire());
    }

    JsonNode closeDispute(String disputeId, Input input) {
        Dispute dispute = memory.disputes.get(disputeId);
        if (dispute == null) {
            throw ControlRefusal.unknown("no such dispute");
        }
        End end = input.choice("outcome", End.LOST);
        if (end.isReached(dispute.status())) {
            throw ControlRefusal.conflict(
                    "the dispute has a status of " + dispute.status().wire());
        }
        Dispute turned = end == End.REOPENED ? bank.reopen(dispute) : bank.close(dispute, end == End.WON);
        return Json.object()
                .put("disputeId", turned.id())
                .put("status", turned.status().wire());
    }

    LedgerPage ledger(LedgerQuery query) {
        return StripeLedger.page(memory, accounts.id(query.serviceId()), query);
    }

    JsonNode credentials(String serviceId) {
        return credentials(accounts.issue(serviceId));
    }

    JsonNode rollCredentials(String serviceId) {
        Account known = accounts.issue(serviceId);
        return credentials(accounts.replace(known, known.rolled(secrets)));
    }

    JsonNode revokeOldCredentials(String serviceId) {
        Account known = accounts.issue(serviceId);
        return credentials(accounts.replace(known, known.withoutOlderKeys()));
    }

    private static JsonNode credentials(Account account) {
        ObjectNode body = Json.object();
        body.putObject("settings").put("accountId", account.id()).put("publishableKey", account.publishableKey());
        body.putObject("credentials")
                .put("secretKey", account.secretKey())
                .put("webhookSecret", account.webhookSecret());
        return body;
    }

    void notifyAt(String url) {
        target.set(url);
    }

    /** The refund that is named, or the newest of the payment. */
    private Refund madeRefund(Input input) {
        String id = input.optionalText("refundId");
        if (id == null) {
            String intent = intent(input).id();
            return memory.refunds.newestFirst(refund -> refund.intent().equals(intent)).stream()
                    .findFirst()
                    .orElseThrow(() -> ControlRefusal.conflict("nothing of the payment was refunded"));
        }
        Refund refund = memory.refunds.get(id);
        if (refund == null) {
            throw ControlRefusal.unknown("no such refund");
        }
        return refund;
    }

    private JsonNode settleRefund(Refund refund) {
        if (refund.status() != Refund.RefundStatus.PENDING) {
            throw ControlRefusal.conflict("the refund is not pending");
        }
        return StripeBodies.refund(bank.settleRefund(refund));
    }

    private JsonNode failRefund(Refund refund, Input input) {
        if (refund.status() == Refund.RefundStatus.FAILED) {
            throw ControlRefusal.conflict("the refund has failed already");
        }
        return StripeBodies.refund(bank.failRefund(refund, input.text("failureReason", "lost_or_stolen_card")));
    }

    private Intent intent(Input input) {
        String id = input.optionalText("paymentIntentId");
        String secret = input.optionalText("clientSecret");
        String reference = input.optionalText("orderReference");
        if (id != null) {
            return intent(id);
        }
        if (secret != null) {
            Intent intent = intent(secret.substring(0, Math.max(0, secret.indexOf("_secret_"))));
            if (intent.clientSecret().equals(secret)) {
                return intent;
            }
            throw ControlRefusal.unknown("no PaymentIntent has this client secret");
        }
        if (reference == null) {
            throw ControlRefusal.invalid("/binding", "needs a paymentIntentId, a clientSecret or an orderReference");
        }
        return memory.intents.newestFirst(intent -> intent.metadata().containsValue(reference)).stream()
                .findFirst()
                .orElseThrow(() -> ControlRefusal.unknown("no PaymentIntent carries this reference in its metadata"));
    }

    private Intent intent(String id) {
        Intent intent = memory.intents.get(id);
        if (intent == null) {
            throw ControlRefusal.unknown("no such PaymentIntent");
        }
        return intent;
    }

    private static ObjectNode held(Intent intent, String outcome) {
        ObjectNode body = Json.object()
                .put("outcome", outcome)
                .put("paymentIntentId", intent.id())
                .put("status", intent.status().wire())
                .put("chargeId", intent.latestCharge())
                .put("declineCode", intent.declineCode());
        Amount total = new Amount(intent.amount(), intent.currency().toUpperCase(Locale.ROOT));
        body.set("total", total.json());
        return body;
    }
}
