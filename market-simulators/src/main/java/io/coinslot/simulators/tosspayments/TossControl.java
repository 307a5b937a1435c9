package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control interface of Toss Payments. Callers hold the market's lock. */
final class TossControl {
    private static final int USUAL_HOURS = 72;
    private static final int MOST_HOURS = 2_160;
    private static final int MOST_PIECES = 1_000_000;

    private final TossMemory memory;
    private final Till till;
    private final Secrets secrets;
    private final Target target;

    TossControl(TossMemory memory, Till till, Secrets secrets, Target target) {
        this.memory = memory;
        this.till = till;
        this.secrets = secrets;
        this.target = target;
    }

    private enum Outcome {
        /** The player authorises; confirming it will pay. */
        PURCHASED,
        /** The player chooses a virtual account, to pay into later. */
        PENDING,
        /** The player authorises; confirming it will be refused. */
        DECLINED,
        /** The player closes the payment window and holds nothing. */
        CANCELLED,
        /** The deposit does not come in time. */
        EXPIRED,
        /** The banks take a deposit back that was none. */
        DEPOSIT_TAKEN_BACK
    }

    /** What the player holds when Toss sends them back to the shop. */
    JsonNode purchase(Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        if (outcome == Outcome.CANCELLED) {
            return Json.object().put("outcome", outcome.name()).put("code", "PAY_PROCESS_CANCELED");
        }
        if (outcome.ordinal() > Outcome.CANCELLED.ordinal()) {
            throw ControlRefusal.invalid("/outcome", "must be PURCHASED, PENDING, DECLINED or CANCELLED");
        }
        return held(till.authorised(authorised(input, outcome)), outcome.name());
    }

    private TossPayment authorised(Input input, Outcome outcome) {
        Method usual = outcome == Outcome.PENDING ? Method.VIRTUAL_ACCOUNT : Method.CARD;
        return new TossPayment(
                Keys.payment(),
                shop(input.text("serviceId")).merchantId(),
                orderId(input),
                input.text("productId", "an item"),
                won(input),
                input.choice("method", usual),
                Status.IN_PROGRESS,
                outcome == Outcome.DECLINED ? input.text("declineCode", "REJECT_CARD_COMPANY") : null,
                input.number("validHours", USUAL_HOURS, 1, MOST_HOURS),
                till.now(),
                till.now().plus(Till.CONFIRM_WITHIN),
                null,
                null,
                null,
                null,
                List.of(),
                input.flag("hidden", false));
    }

    private static String orderId(Input input) {
        String orderId = input.optionalText("orderId");
        String reference = orderId == null ? input.text("orderReference") : orderId;
        if (!PaymentCalls.ORDER_ID.matcher(reference).matches()) {
            throw ControlRefusal.invalid("/orderId", "must have 6 to 64 letters, digits, '-', '_' and '='");
        }
        return reference;
    }

    /** Toss knows no pieces: what is paid is their price together. */
    private static long won(Input input) {
        Amount total = input.money("total");
        Amount price = input.money("price");
        int quantity = input.number("quantity", 1, 1, MOST_PIECES);
        Amount amount = total != null || price == null ? total : price.times(quantity);
        if (amount == null || !amount.currency().equals("KRW") || amount.minor() <= 0) {
            throw ControlRefusal.invalid("/total", "must be an amount of won above zero");
        }
        return amount.minor();
    }

    /** What becomes of a virtual account that waits for the deposit. */
    JsonNode complete(String transaction, Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        TossPayment payment = payment(transaction);
        boolean takenBack = outcome == Outcome.DEPOSIT_TAKEN_BACK;
        Status expected = takenBack ? Status.DONE : Status.WAITING_FOR_DEPOSIT;
        if (payment.status() != expected || payment.method() != Method.VIRTUAL_ACCOUNT) {
            throw ControlRefusal.conflict("the payment is " + payment.status() + " by " + payment.method());
        }
        TossPayment after = switch (outcome) {
            case PURCHASED -> till.deposit(payment);
            case DEPOSIT_TAKEN_BACK -> till.depositTakenBack(payment);
            default -> till.expire(payment);
        };
        return held(after, outcome.name());
    }

    /** Somebody cancels it in the merchant's console. */
    JsonNode refund(Input input) {
        TossPayment payment = payment(input);
        Amount part = input.money("amount");
        long amount = part == null ? payment.balance() : part.minor();
        boolean waits = payment.status() == Status.WAITING_FOR_DEPOSIT;
        if (!payment.status().holdsMoney() && !waits) {
            throw ControlRefusal.conflict("the payment is " + payment.status());
        }
        if (amount <= 0 || amount > payment.balance() || waits && amount < payment.balance()) {
            throw ControlRefusal.conflict("the payment has not that much left to cancel, or only as a whole");
        }
        return TossBodies.payment(till.cancel(payment, amount, input.text("reason", "by the console")));
    }

    LedgerPage ledger(LedgerQuery query) {
        return TossLedger.page(memory, merchantId(query.serviceId()), query);
    }

    JsonNode credentials(String serviceId) {
        Shop shop = shop(serviceId);
        ObjectNode body = Json.object();
        body.putObject("settings").put("merchantId", shop.merchantId()).put("clientKey", shop.clientKey());
        body.putObject("credentials").put("secretKey", shop.secretKey()).put("securityKey", shop.securityKey());
        return body;
    }

    void notifyAt(String url) {
        target.set(url);
    }

    TossPayment payment(Input input) {
        String paymentKey = input.optionalText("paymentKey");
        return payment(paymentKey == null ? input.text("orderId") : paymentKey);
    }

    /** By its key, or by the order's id. */
    private TossPayment payment(String name) {
        TossPayment payment = memory.payment(name);
        return payment != null
                ? payment
                : memory.oldestFirst().reversed().stream()
                        .filter(other -> other.orderId().equals(name))
                        .findFirst()
                        .orElseThrow(() -> ControlRefusal.unknown("no such payment"));
    }

    /** Opened when it is first named. */
    private Shop shop(String serviceId) {
        Shop known = memory.shopOf(serviceId);
        Shop shop = known == null ? Shop.of(serviceId, secrets) : known;
        if (known == null) {
            memory.put(shop);
        }
        return shop;
    }

    private @Nullable String merchantId(@Nullable String serviceId) {
        if (serviceId == null) {
            return null;
        }
        Shop shop = memory.shopOf(serviceId);
        return shop == null ? "" : shop.merchantId();
    }

    private static ObjectNode held(TossPayment payment, String outcome) {
        ObjectNode body = Json.object()
                .put("outcome", outcome)
                .put("paymentKey", payment.paymentKey())
                .put("orderId", payment.orderId())
                .put("amount", payment.amount())
                .put("status", payment.status().name());
        body.set("total", new Amount(payment.amount(), "KRW").json());
        return body;
    }
}
