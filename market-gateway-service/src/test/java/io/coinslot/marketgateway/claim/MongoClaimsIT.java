package io.coinslot.marketgateway.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.claim.mongo.MongoClaims;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.mongo.StoreOutage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoClaimsIT {
    private EmbeddedStore store;
    private MongoClient client;
    private MongoClaims claims;

    @BeforeEach
    void open() throws Exception {
        store = EmbeddedStore.inMemory();
        client = MongoClients.create(store.uri());
        claims = new MongoClaims(client.getDatabase("claims"), Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        claims.close();
        client.close();
        store.close();
    }

    private static Capture capture(String transactionId, String token) {
        return captureOf("com.example", transactionId, token);
    }

    private static Capture captureOf(String application, String transactionId, String token) {
        return new Capture(
                transactionId,
                application,
                new Receipt(Receipt.Kind.PURCHASE_TOKEN, token),
                Money.parse("KRW 1200"),
                null,
                null,
                Instant.EPOCH,
                null,
                false);
    }

    private String claim(MarketId market, Capture capture, String purchaseId) {
        return claims.claim(claimBy("r1", market, capture, purchaseId));
    }

    private static Claim claimBy(String look, MarketId market, Capture capture, String purchaseId) {
        return new Claim(ClaimKey.of(market, List.of("com.example"), capture), purchaseId, look);
    }

    @Test
    void theFirstPurchaseHoldsATransactionForEver() {
        assertThat(claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p1")).isEqualTo("p1");
        assertThat(claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p2")).isEqualTo("p1");
        assertThat(claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p1")).isEqualTo("p1");
    }

    @Test
    void neitherTheOrderNorTheTokenPaysTwice() {
        claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p1");
        assertThat(claim(Orders.GOOGLE_PLAY, capture("GPA.2", "t1"), "p2")).isEqualTo("p1");
        assertThat(claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t2"), "p3")).isEqualTo("p1");
    }

    @Test
    void transactionsOfOtherApplicationsAndMarketsAreOthers() {
        claim(Orders.GOOGLE_PLAY, capture("1", "t1"), "p1");
        assertThat(claim(Orders.STRIPE, capture("1", "t1"), "p2")).isEqualTo("p2");
        Capture ofAnotherApplication = captureOf("com.other", "1", "t1");
        assertThat(claims.claim(new Claim(
                        ClaimKey.of(Orders.GOOGLE_PLAY, List.of("com.other"), ofAnotherApplication), "p3", "r1")))
                .isEqualTo("p3");
    }

    @Test
    void findsTheHolderByTheReceipt() {
        claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p1");
        Receipt receipt = new Receipt(Receipt.Kind.PURCHASE_TOKEN, "t1");
        assertThat(claims.holderOf(ClaimKey.ofReceipt(Orders.GOOGLE_PLAY, List.of("com.example"), receipt)))
                .isEqualTo("p1");
        assertThat(claims.holderOf(List.of(ClaimKey.ofTransaction(Orders.GOOGLE_PLAY, "com.example", "GPA.9"))))
                .isNull();
    }

    @Test
    void onlyTheLookThatClaimedLetsGo() {
        Capture capture = capture("GPA.1", "t1");
        claim(Orders.GOOGLE_PLAY, capture, "p1");
        claims.release(claimBy("r2", Orders.GOOGLE_PLAY, capture, "p1"));
        claims.release(claimBy("r1", Orders.GOOGLE_PLAY, capture, "p2"));
        assertThat(claim(Orders.GOOGLE_PLAY, capture, "p2")).isEqualTo("p1");

        claims.release(claimBy("r1", Orders.GOOGLE_PLAY, capture, "p1"));
        assertThat(claim(Orders.GOOGLE_PLAY, capture, "p2")).isEqualTo("p2");
    }

    @Test
    void isClaimedAndFoundUnderEachNameOfItsAccount() {
        Capture unnamed = intent("service:arcade");
        Capture named = intent("acct_1");
        List<String> names = List.of("service:arcade", "acct_1");
        claims.claim(new Claim(ClaimKey.of(Orders.STRIPE, List.of("service:arcade"), unnamed), "p1", "r1"));

        assertThat(claims.holderOf(ClaimKey.ofReceipt(Orders.STRIPE, names, named.receipt())))
                .isEqualTo("p1");
        assertThat(claims.claim(new Claim(ClaimKey.of(Orders.STRIPE, names, named), "p2", "r2")))
                .isEqualTo("p1");
        assertThat(claims.holderOf(ClaimKey.ofReceipt(Orders.STRIPE, names, named.receipt())))
                .isEqualTo("p1");
        assertThat(claims.claim(new Claim(ClaimKey.of(Orders.STRIPE, names, named), "p1", "r3")))
                .isEqualTo("p1");
    }

    private static Capture intent(String application) {
        return new Capture(
                "pi_1",
                application,
                new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, "pi_1"),
                Money.parse("KRW 1200"),
                null,
                null,
                Instant.EPOCH,
                null,
                false);
    }

    /** The server will carry out the next insert and say that nobody else has it. */
    private void leaveAnInsertUnconfirmed() {
        client.getDatabase("admin")
                .runCommand(Document.parse("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands:"
                        + " ['insert'], writeConcernError: {code: 189, errmsg: 'stepped down'}}}"));
    }

    @Test
    void aClaimThatIsNotConfirmedIsAnOutageAndIsMadeOnce() {
        leaveAnInsertUnconfirmed();

        assertThatThrownBy(() -> claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p1"))
                .matches(StoreOutage::isBehind);
        assertThat(claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p1")).isEqualTo("p1");
        assertThat(claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p2")).isEqualTo("p1");
    }

    @Test
    void noHolderIsToldWhomTheStoreCannotConfirm() {
        claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p1");
        leaveAnInsertUnconfirmed();

        assertThatThrownBy(() -> claim(Orders.GOOGLE_PLAY, capture("GPA.1", "t1"), "p2"))
                .matches(StoreOutage::isBehind);
    }

    @Test
    void manyAtOnceAgreeOnOneHolderEach() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> holders = new ArrayList<>();
            for (int purchase = 0; purchase < 400; purchase++) {
                String transaction = String.valueOf(purchase % 100);
                String purchaseId = "p" + purchase;
                holders.add(threads.submit(
                        () -> claim(Orders.GOOGLE_PLAY, capture("GPA." + transaction, "t" + transaction), purchaseId)));
            }
            for (int transaction = 0; transaction < 100; transaction++) {
                String holder = holders.get(transaction).get();
                for (int purchase = transaction; purchase < 400; purchase += 100) {
                    assertThat(holders.get(purchase).get()).isEqualTo(holder);
                }
            }
        }
    }
}
