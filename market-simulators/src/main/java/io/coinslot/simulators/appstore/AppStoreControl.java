package io.coinslot.simulators.appstore;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.time.Clock;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control interface of the App Store. */
final class AppStoreControl implements MarketControl {
    private final Store store;
    private final Developers developers;
    private final Signer signer;
    private final AppStoreResend resend;
    private final Target target;
    private final Clock clock;

    AppStoreControl(
            Store store, Developers developers, Signer signer, AppStoreResend resend, Target target, Clock clock) {
        this.store = store;
        this.developers = developers;
        this.signer = signer;
        this.resend = resend;
        this.target = target;
        this.clock = clock;
    }

    private enum Outcome {
        PURCHASED,
        PENDING,
        DECLINED,
        CANCELLED
    }

    private enum RefundOutcome {
        /** The customer asks for the money, and the App Store asks the merchant what speaks against it. */
        REQUESTED,
        /** The money goes back, all of it or a percentage. */
        REFUNDED,
        /** The customer is told no. */
        DECLINED,
        /** The customer disputed and lost, or changed their mind: the money comes again. */
        REVERSED
    }

    @Override
    public JsonNode purchase(Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        Proof proof = input.choice("proof", Proof.VALID);
        Sale sale = PurchaseForm.read(input, bundleId(input), clock.millis());
        return switch (outcome) {
            case PURCHASED -> held(store.sell(sale, Standing.State.PURCHASED), proof);
            case PENDING -> pending(store.sell(sale, Standing.State.PENDING));
            case DECLINED -> nothingHeld(outcome, "paymentInvalid");
            case CANCELLED -> nothingHeld(outcome, "userCancelled");
        };
    }

    @Override
    public JsonNode complete(String transaction, Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        if (outcome == Outcome.PENDING) {
            throw ControlRefusal.invalid("/outcome", "a pending purchase is completed by PURCHASED or CANCELLED");
        }
        Purchase purchase = find(transaction);
        Purchase after = store.complete(purchase.sale().transactionId(), outcome == Outcome.PURCHASED);
        if (after == null) {
            throw ControlRefusal.conflict("the purchase is not pending");
        }
        return after.isTransaction() ? held(after, Proof.VALID) : nothingHeld(outcome, "notApproved");
    }

    @Override
    public JsonNode refund(Input input) {
        Purchase purchase = find(input.text("transactionId"));
        if (!purchase.isTransaction()) {
            throw ControlRefusal.conflict("the purchase is not paid");
        }
        return switch (input.choice("outcome", RefundOutcome.REFUNDED)) {
            case REQUESTED -> told(Notices.CONSUMPTION_REQUEST, purchase);
            case DECLINED -> told(Notices.REFUND_DECLINED, purchase);
            case REFUNDED -> refunded(purchase, input);
            case REVERSED -> reversed(purchase);
        };
    }

    @Override
    public JsonNode openDispute(Input input) {
        throw ControlRefusal.invalid(
                "", "the App Store settles disputes with the bank by itself: to the merchant they are refunds");
    }

    @Override
    public JsonNode closeDispute(String dispute, Input input) {
        throw ControlRefusal.unknown("the App Store tells of no disputes");
    }

    @Override
    public JsonNode notification(Input input) {
        return resend.send(input);
    }

    @Override
    public LedgerPage ledger(LedgerQuery query) {
        return AppStoreLedger.page(store.all(), developers, query);
    }

    @Override
    public JsonNode credentials(String serviceId) {
        Developer developer = developers.issue(serviceId);
        ObjectNode body = Json.object();
        body.putObject("settings")
                .put("bundleId", developer.bundleId())
                .put("appAppleId", Long.toString(developer.appAppleId()))
                .put("environment", "PRODUCTION")
                .put("issuerId", developer.issuerId())
                .put("keyId", developer.keyId());
        body.putObject("credentials").put("privateKey", developer.key().pem());
        // Not part of a service's link: whoever names the root says what is true.
        return body.put("rootCertificate", Base64.getEncoder().encodeToString(signer.rootCertificate()));
    }

    @Override
    public void notifyAt(String url) {
        target.set(url);
    }

    private ObjectNode refunded(Purchase purchase, Input input) {
        int reason = input.number("reason", 0, 0, 1);
        Purchase after = store.refund(purchase, reason, percentage(purchase, input));
        if (after == null) {
            throw ControlRefusal.conflict("that much of the transaction is refunded already");
        }
        return AppStoreLedger.entry(after);
    }

    private ObjectNode reversed(Purchase purchase) {
        Purchase after = store.reverseRefund(purchase);
        if (after == null) {
            throw ControlRefusal.conflict("the transaction is not refunded");
        }
        return AppStoreLedger.entry(after);
    }

    private ObjectNode told(String type, Purchase purchase) {
        store.tell(type, purchase);
        return AppStoreLedger.entry(purchase);
    }

    /** The App Store refunds a share of the price, not a sum. */
    private static int percentage(Purchase purchase, Input input) {
        if (input.money("amount") != null) {
            throw ControlRefusal.invalid("/amount", "the App Store refunds by percentage: give percentage, 1 to 100");
        }
        return input.number("percentage", 100, 1, 100) * (Revocation.ALL / 100);
    }

    private String bundleId(Input input) {
        String named = input.optionalText("bundleId");
        String bundleId = named == null ? input.optionalText("packageName") : named;
        return bundleId == null ? developers.issue(input.text("serviceId")).bundleId() : bundleId;
    }

    private Purchase find(String transactionId) {
        Purchase purchase = store.byTransaction(transactionId);
        if (purchase == null) {
            throw ControlRefusal.unknown("no such transactionId");
        }
        return purchase;
    }

    private ObjectNode held(Purchase purchase, Proof proof) {
        Sale sale = purchase.sale();
        ObjectNode body = Json.object()
                .put("outcome", Outcome.PURCHASED.name())
                .put("transactionId", sale.transactionId())
                .put("originalTransactionId", sale.transactionId())
                .put("signedTransaction", signer.sign(purchase.claims(signer.signedDate()), proof))
                .put("bundleId", sale.bundleId())
                .put("productId", sale.productId())
                .put("quantity", sale.quantity());
        body.set("total", sale.total().json());
        return body;
    }

    /** The device holds nothing until the purchase is approved; only we know what it will be. */
    private static ObjectNode pending(Purchase purchase) {
        return Json.object()
                .put("outcome", Outcome.PENDING.name())
                .putNull("transactionId")
                .putNull("signedTransaction")
                .put("pendingId", purchase.sale().transactionId());
    }

    private static ObjectNode nothingHeld(Outcome outcome, String code) {
        return Json.object()
                .put("outcome", outcome.name())
                .putNull("transactionId")
                .putNull("signedTransaction")
                .put("code", code);
    }
}
