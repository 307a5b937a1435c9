package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.ChargedToken;
import io.coinslot.client.CoinslotException;
import io.coinslot.client.Money;
import io.coinslot.client.NewCardRegistration.Selection;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.NewRefund;
import io.coinslot.client.NewSettlement;
import io.coinslot.client.PaymentToken;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.client.Settlement;
import io.coinslot.client.TokenUpdate;
import io.coinslot.client.WebhookEvent;
import io.coinslot.endtoend.Cardholder.Company;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A card that a watch got from another device pays for a game's goods, without the player doing anything. */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayWithRegisteredCardE2E {
    private static final String CARD = "5555555555554444";
    private static final Pattern TOKEN_NUMBER = Pattern.compile("(?<![0-9])90[0-9]{14}(?![0-9])");

    private RunningStack stack;
    private Simulators simulators;
    private Game game;
    private Cardholder holder;

    @BeforeAll
    void registerAGame(RunningStack running) throws Exception {
        stack = running;
        simulators = new Simulators(stack.simulators());
        game = new Game(stack);
    }

    @BeforeEach
    void putOnAWatch() {
        holder = new Cardholder(stack, game);
    }

    @AfterEach
    void takeItOff() {
        for (Company company : Company.values()) {
            simulators.post("/control/" + company.root + "/faults", Simulators.json());
        }
        holder.close();
    }

    @AfterAll
    void close() {
        game.close();
    }

    private String cardOnTheWatch(Company company) {
        holder.cardOnThePhone(CARD, company);
        String token = Objects.requireNonNull(
                holder.ask(Selection.ALL).cards().getFirst().tokenUniqueReference());
        awaitTold(token, TokenUpdate.Status.ACTIVE);
        return token;
    }

    /** The game hears of its user's token by webhook. */
    private TokenUpdate awaitTold(String token, TokenUpdate.Status status) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> newestTold(token), update -> update.status() == status);
    }

    private TokenUpdate newestTold(String token) {
        return game.webhooks.stream()
                .filter(WebhookEvent.TokenUpdated.class::isInstance)
                .map(event -> ((WebhookEvent.TokenUpdated) event).update())
                .filter(update -> update.tokenUniqueReference().equals(token))
                .reduce((older, newer) -> newer)
                .orElse(new TokenUpdate(
                        token,
                        null,
                        holder.userId,
                        TokenUpdate.Status.UNKNOWN,
                        List.of(),
                        null,
                        null,
                        null,
                        Instant.EPOCH));
    }

    private Purchase charge(String token) {
        return game.client.purchases().create(NewPurchase.chargedTo(token, holder.userId, "gem-100"));
    }

    private long authorised(Company company, String token) {
        return simulators
                .get("/control/" + company.root + "/authorisations")
                .path("items")
                .valueStream()
                .filter(said -> said.path("tokenUniqueReference").asString("").equals(token)
                        && said.path("decision").asString().equals("APPROVED"))
                .count();
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void paysIsDeliveredGoesBackInPartAndSettles(Company company) throws Exception {
        String token = cardOnTheWatch(company);
        TokenUpdate told = newestTold(token);
        assertThat(told.accountPanSuffix()).isEqualTo("4444");
        assertThat(told.userId()).isEqualTo(holder.userId);

        Purchase purchase = charge(token);
        assertThat(purchase.paymentToken()).isEqualTo(new ChargedToken(token));
        Purchase done = game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        assertThat(Objects.requireNonNull(done.payment()).captured()).isEqualTo(Money.of("0.99", "USD"));
        assertThat(game.grants.get(purchase.purchaseId())).hasValue(1);
        assertThat(authorised(company, token)).isEqualTo(1);

        game.client
                .purchases()
                .refund(purchase.purchaseId(), NewRefund.partial(Money.of("0.60", "USD"), "half of it was broken"));
        game.awaitStatus(purchase, PurchaseStatus.PARTIALLY_REFUNDED);
        Settlement.Total total = await().atMost(Duration.ofSeconds(60))
                .until(
                        this::settled,
                        totals -> totals.size() == 1 && totals.getFirst().refunds() == 1)
                .getFirst();
        assertThat(total.market().id()).isEqualTo("stripe");
        assertThat(total.gross()).isEqualTo("0.99");
        assertThat(total.refunded()).isEqualTo("0.60");
        assertNothingSecretIsTold(purchase.purchaseId(), token);
    }

    private List<Settlement.Total> settled() throws Exception {
        Instant now = Instant.now();
        Settlement settlement = game.client
                .settlements()
                .request(NewSettlement.ofUser(holder.userId, now.minusSeconds(3600), now.plusSeconds(1)));
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> game.client.settlements().get(settlement.settlementId()),
                        seen -> seen.status() == Settlement.Status.READY)
                .totals();
    }

    /** Numbers of tokens begin with 90, at these companies; those of the card are known. */
    private void assertNothingSecretIsTold(String purchaseId, String token) {
        Topic topic = new Topic(stack);
        for (String name :
                List.of("billing.purchase-events.v1", "market.payment-events.v1", "card.registration-events.v1")) {
            List<String> told = topic.eventsById(name).values().stream()
                    .map(Object::toString)
                    .filter(text -> text.contains(purchaseId) || text.contains(token))
                    .toList();
            assertThat(told).as(name).isNotEmpty().allSatisfy(text -> {
                assertThat(text).doesNotContain(CARD).doesNotContain("cryptogram");
                Matcher number = TOKEN_NUMBER.matcher(text);
                assertThat(number.find()).as(text).isFalse();
            });
        }
    }

    @Test
    void aSuspendedTokenIsRefusedUntilItIsLetGo() {
        String token = cardOnTheWatch(Company.BANK);
        game.client.paymentTokens().suspend(token, PaymentToken.Party.TOKEN_REQUESTOR, "SUSPECTED_FRAUD");
        TokenUpdate told = awaitTold(token, TokenUpdate.Status.SUSPENDED);
        assertThat(told.suspendedBy()).containsExactly("TOKEN_REQUESTOR");
        assertThat(told.reason()).isEqualTo("SUSPECTED_FRAUD");
        assertThatThrownBy(() -> charge(token))
                .isInstanceOf(CoinslotException.class)
                .hasMessageContaining("SUSPENDED");
        assertThat(authorised(Company.BANK, token)).isZero();

        game.client.paymentTokens().unsuspend(token, PaymentToken.Party.TOKEN_REQUESTOR, "OTHER");
        awaitTold(token, TokenUpdate.Status.ACTIVE);
        game.awaitStatus(charge(token), PurchaseStatus.COMPLETED);
    }

    @Test
    void aTokenThatIsSuspendedBetweenAcceptanceAndChargeIsNotCharged() {
        String token = cardOnTheWatch(Company.BANK);
        simulators.post(
                "/control/" + Company.BANK.root + "/faults",
                Simulators.json().put("errorRate", 1).put("errorStatus", 503).put("pathContains", "transact"));
        Purchase purchase = charge(token);
        game.awaitStatus(purchase, PurchaseStatus.PAYABLE);
        game.client.paymentTokens().suspend(token, PaymentToken.Party.TOKEN_REQUESTOR, "SUSPECTED_FRAUD");
        simulators.post("/control/" + Company.BANK.root + "/faults", Simulators.json());

        Purchase declined = game.awaitStatus(purchase, PurchaseStatus.DECLINED);
        assertThat(declined.history())
                .extracting(Purchase.HistoryEntry::event)
                .contains("ChargeDeclined:TOKEN_SUSPENDED");
        assertThat(authorised(Company.BANK, token)).isZero();
        assertThat(game.grants).doesNotContainKey(purchase.purchaseId());
    }

    @Test
    void saysByNameWhatTheBankSaid() {
        String token = cardOnTheWatch(Company.BANK);
        simulators.post(
                "/control/" + Company.BANK.root + "/authorisations",
                Simulators.json().put("tokenUniqueReference", token).put("decision", "AUTHENTICATION_REQUIRED"));
        Purchase declined = game.awaitStatus(charge(token), PurchaseStatus.DECLINED);
        assertThat(declined.history())
                .extracting(Purchase.HistoryEntry::event)
                .contains("ChargeDeclined:AUTHENTICATION_REQUIRED");
    }

    @Test
    void anotherUsersTokenIsUnknown() {
        String token = cardOnTheWatch(Company.BANK);
        assertThatThrownBy(
                        () -> game.client.purchases().create(NewPurchase.chargedTo(token, "somebody-else", "gem-100")))
                .isInstanceOf(CoinslotException.class)
                .hasMessageContaining("no such token");
    }
}
