package io.coinslot.marketgateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.VerifiesReceipts.Declined;
import io.coinslot.marketgateway.market.VerifiesReceipts.NotPaidYet;
import io.coinslot.marketgateway.market.VerifiesReceipts.Paid;
import io.coinslot.marketgateway.market.VerifiesReceipts.Refused;
import io.coinslot.marketgateway.market.VerifiesReceipts.StillPending;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that Stripe has published, and records of real accounts that others have, given to our adapter over the wire. */
class PublishedStripeDataTest extends StripeOverTheWire {
    private static final Path SHARED = Path.of("../../shared");
    private static final Path STRIPE = SHARED.resolve("fixtures/stripe");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String NOTHING_LISTED = "{\"object\":\"list\",\"data\":[],\"has_more\":false}";

    @BeforeEach
    void listNothing() {
        assumeTrue(Files.exists(SHARED), "the published data is not here: " + SHARED.toAbsolutePath());
        market.answers("/v1/refunds", 200, NOTHING_LISTED);
        market.answers("/v1/disputes", 200, NOTHING_LISTED);
    }

    private static ObjectNode published(String resource) throws IOException {
        JsonNode resources = JSON.readTree(Files.readString(STRIPE.resolve("fixtures3.json")))
                .path("resources");
        return (ObjectNode) resources.path(resource).deepCopy();
    }

    /** The rows of a file, by column. Quoted cells may hold commas. */
    private static List<Map<String, String>> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(STRIPE.resolve(file));
        List<String> columns = cells(lines.getFirst());
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            Map<String, String> row = new HashMap<>();
            for (int at = 0; at < columns.size(); at++) {
                row.put(columns.get(at), cells.get(at));
            }
            rows.add(row);
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char letter : line.toCharArray()) {
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static long seconds(String time) {
        return LocalDateTime.parse(time, TIME).toEpochSecond(ZoneOffset.UTC);
    }

    private static PaymentOrder order(String cents) {
        Money total = Money.ofMinor(CurrencyUnit.USD, Long.parseLong(cents));
        return Orders.of(Orders.STRIPE, "p1", ProductType.CONSUMABLE, 1, total);
    }

    private Verdict verdict(ObjectNode intent, PaymentOrder asked) throws MarketFailure {
        String id = intent.path("id").asString();
        market.answers("/v1/payment_intents/" + id, 200, intent.toString());
        return new StripeReceipts(accounts).verify(link, asked, new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, id));
    }

    /** A published PaymentIntent with the values of a record, bound to the purchase p1. */
    private static ObjectNode intent(String id, String cents, String status) throws IOException {
        ObjectNode intent = published("payment_intent");
        intent.put("id", id).put("amount", Long.parseLong(cents)).put("status", status);
        intent.putNull("last_payment_error");
        intent.putObject("metadata").put("purchase_id", "p1");
        return intent;
    }

    @Test
    void theRecordedPaymentsPayForPurchasesOfTheirAmountAlone() throws Exception {
        for (Map<String, String> row : rows("payment_intent_data.csv")) {
            ObjectNode intent = intent(row.get("id"), row.get("amount"), row.get("status"));
            intent.put("amount_received", Long.parseLong(row.get("amount_received")))
                    .put("created", seconds(row.get("created")));
            PaymentOrder asked = order(row.get("amount"));

            assertThat(verdict(intent, asked)).isInstanceOfSatisfying(Paid.class, paid -> {
                assertThat(paid.capture().amount()).isEqualTo(asked.total());
                assertThat(paid.capture().transactionId()).isEqualTo(row.get("id"));
                assertThat(paid.capture().capturedAt().getEpochSecond()).isEqualTo(seconds(row.get("created")));
                assertThat(paid.moneyBack()).isEmpty();
            });
            assertThat(verdict(intent, order(row.get("amount") + "0")))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("AMOUNT_MISMATCH"));
            intent.putObject("metadata").put("purchase_id", "p2");
            assertThat(verdict(intent, asked))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("PURCHASE_MISMATCH"));
        }
    }

    @Test
    void theRecordedChargesThatFailedDeclineTheirPurchases() throws Exception {
        for (Map<String, String> row : rows("charge_data.csv")) {
            assertThat(row.get("status")).isEqualTo("failed");
            ObjectNode intent = intent(row.get("payment_intent_id"), row.get("amount"), "requires_payment_method");
            intent.putObject("last_payment_error")
                    .put("type", "card_error")
                    .put("code", row.get("failure_code"))
                    .put("decline_code", row.get("outcome_reason"))
                    .put("message", row.get("failure_message"));

            assertThat(verdict(intent, order(row.get("amount"))))
                    .isInstanceOfSatisfying(
                            Declined.class,
                            declined -> assertThat(declined.code()).isEqualTo("DO_NOT_HONOR"));
        }
    }

    @Test
    void theRecordedRefundsAreMoneyThatWentBackAtTheMarket() throws Exception {
        for (Map<String, String> row : rows("refund_data.csv")) {
            ObjectNode refund = published("refund");
            refund.put("id", row.get("id"))
                    .put("amount", Long.parseLong(row.get("amount")))
                    .put("status", row.get("status"))
                    .put("reason", row.get("reason"));
            ObjectNode list = (ObjectNode) JSON.readTree(NOTHING_LISTED);
            list.putArray("data").add(refund);
            market.answers("/v1/refunds", 200, list.toString());

            assertThat(StripeRefunds.toldBy(accounts.of(link), "pi_1"))
                    .singleElement()
                    .isInstanceOfSatisfying(MoneyBack.MarketRefund.class, told -> {
                        assertThat(told.amount())
                                .isEqualTo(Money.ofMinor(CurrencyUnit.USD, Long.parseLong(row.get("amount"))));
                        assertThat(told.marketRefundId()).isEqualTo(row.get("id"));
                        assertThat(told.initiator()).isEqualTo(PaymentEvent.Initiator.MARKET);
                        assertThat(told.failed()).isFalse();
                    });
        }
    }

    @Test
    void thePublishedPaymentIntentBelongsToNoPurchaseAndIsNotPaid() throws Exception {
        ObjectNode intent = published("payment_intent");
        assertThat(verdict(intent, order("1099")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("PURCHASE_MISMATCH"));
        // Its last error is of an idempotency key, which says nothing about the payer.
        intent.putObject("metadata").put("purchase_id", "p1");
        assertThat(verdict(intent, order("1099"))).isInstanceOf(NotPaidYet.class);
    }

    @Test
    void thePublishedChargeOfAPaidIntentIsRead() throws Exception {
        ObjectNode intent = intent("pi_charged", "1099", "succeeded");
        intent.put("amount_received", 1099).set("latest_charge", published("charge"));
        assertThat(verdict(intent, order("1099"))).isInstanceOf(Paid.class);
        ((ObjectNode) intent.path("latest_charge")).put("refunded", true);
        assertThat(verdict(intent, order("1099")))
                .as("none of its refunds is made")
                .isInstanceOf(StillPending.class);
    }

    @Test
    void thePublishedDisputeIsAnInquiryAndMovesNoMoney() throws Exception {
        ObjectNode list = (ObjectNode) JSON.readTree(NOTHING_LISTED);
        ObjectNode dispute = published("dispute");
        list.putArray("data").add(dispute);
        market.answers("/v1/disputes", 200, list.toString());
        assertThat(StripeRefunds.toldBy(accounts.of(link), "pi_1")).isEmpty();
        list.putArray("data").add(dispute.put("status", "needs_response"));
        market.answers("/v1/disputes", 200, list.toString());
        assertThat(StripeRefunds.toldBy(accounts.of(link), "pi_1"))
                .singleElement()
                .isInstanceOf(MoneyBack.MarketDispute.class);
    }

    @Test
    void thePublishedEventIsOfAKindThatWeDoNotKnow() throws Exception {
        byte[] body = published("event").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(new StripeNotifications(accounts, Clock.systemUTC()).read(link, body))
                .isInstanceOf(Hint.NotUnderstood.class);
    }
}
