package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.CardRegistration;
import io.coinslot.client.CardRegistration.Card;
import io.coinslot.client.CardRegistration.CodeResult;
import io.coinslot.client.CardRegistrations;
import io.coinslot.client.CardState;
import io.coinslot.client.CoinslotException;
import io.coinslot.client.NewCardRegistration;
import io.coinslot.client.NewCardRegistration.Selection;
import io.coinslot.client.PaymentToken;
import io.coinslot.client.PaymentToken.Party;
import io.coinslot.client.PaymentToken.Status;
import io.coinslot.endtoend.Cardholder.Company;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A watch gets the cards that a phone registered at another payment server, in both directions and both shapes. */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterCardsE2E {
    private static final String APPROVED = "5555555555554444";
    private static final String STEP_UP = "2222400070000005";
    private static final String STOLEN = "4166676667666746";
    private static final String TOPIC = "card.registration-events.v1";

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
        holder.close();
    }

    @AfterAll
    void close() {
        game.close();
    }

    private long askedOfTheWalletBefore() {
        return holder.askedOfTheWallet(0).size();
    }

    private static PaymentToken tokenOf(Cardholder of, CardRegistration done) {
        assertThat(done.state()).as(done.toString()).isEqualTo(CardState.COMPLETED);
        return of.watch.paymentTokens().get(done.cards().getFirst().tokenUniqueReference());
    }

    /** 1 the watch asks us, 2 we ask the wallet, 3 it answers, 4 we ask the financial company for the watch. */
    @ParameterizedTest
    @EnumSource(Company.class)
    void bringsACardToTheWatchInFourStepsWithoutAnother(Company company) {
        holder.cardOnThePhone(APPROVED, company);
        long before = askedOfTheWalletBefore();

        CardRegistration done = holder.ask(Selection.ALL);

        PaymentToken token = tokenOf(holder, done);
        assertThat(token.status()).isEqualTo(Status.ACTIVE);
        assertThat(token.accountPanSuffix()).isEqualTo("4444");
        assertThat(holder.askedOfTheWallet(before)).containsExactly("search 200", "credential 200");
        assertThat(holder.tasks(company)).singleElement().satisfies(task -> {
            assertThat(task.path("tokenUniqueReference").asString()).isEqualTo(token.tokenUniqueReference());
            assertThat(task.path("shape").asString()).isEqualTo(company == Company.BANK ? "mdes" : "plain");
            assertThat(task.path("source").asString()).isEqualTo("encryptedPayload");
            assertThat(task.path("tokenStatus").asString()).isEqualTo("ACTIVE");
        });
        assertThat(holder.watch.paymentTokens().list()).containsExactly(token);
        assertThat(game.client.paymentTokens().ofUser(holder.userId)).containsExactly(token);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(eventsOf(done.registrationId()))
                        .contains("RegistrationRequested", "RegistrationCompleted")
                        .doesNotHaveDuplicates());
    }

    private List<String> eventsOf(String registrationId) {
        return new Topic(stack)
                .eventsById(TOPIC).values().stream()
                        .filter(envelope -> envelope.toString().contains(registrationId))
                        .peek(envelope -> assertThat(envelope.toString()).doesNotContain(APPROVED))
                        .map(envelope -> ((GenericRecord) envelope.get("event"))
                                .getSchema()
                                .getName())
                        .toList();
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void letsTheCardholderChooseAcceptTermsAndProveThemselves(Company company) {
        holder.cardOnThePhone(STEP_UP, company);
        holder.cardOnThePhone(APPROVED, company);
        CardRegistrations cards = holder.watch.cardRegistrations();

        CardRegistration offered = holder.ask(Selection.CHOOSE);
        assertThat(offered.state()).isEqualTo(CardState.SELECTION_PENDING);
        assertThat(offered.cards()).extracting(Card::accountPanSuffix).containsExactlyInAnyOrder("0005", "4444");
        assertThat(holder.tasks(company))
                .as("nothing goes to the company before")
                .isEmpty();
        String id = offered.registrationId();
        Card wanted = ending("0005", offered);
        CardRegistration terms = holder.await(cards.select(id, List.of(wanted.cardReferenceId())));
        assertThat(terms.state()).isEqualTo(CardState.TERMS_PENDING);

        String termsId = ending("0005", terms).productConfig().termsAndConditionsAssetId();
        CardRegistration challenged = holder.await(cards.acceptTerms(id, termsId, Instant.now()));
        assertThat(challenged.state()).isEqualTo(CardState.AUTHENTICATION_REQUIRED);
        Card inactive = ending("0005", challenged);
        String method = inactive.authenticationMethods().getFirst().id();
        assertThat(holder.await(cards.requestCode(id, method)).state()).isEqualTo(CardState.CODE_SENT);
        String code = holder.code(company, inactive.tokenUniqueReference());
        String wrong = code.equals("111111") ? "222222" : "111111";
        assertThat(cards.activate(id, wrong).result()).isEqualTo(CodeResult.INCORRECT_CODE);
        assertThat(cards.activate(id, code).result()).isEqualTo(CodeResult.SUCCESS);

        assertThat(tokenOf(holder, holder.await(challenged)).status()).isEqualTo(Status.ACTIVE);
        assertThat(holder.watch.paymentTokens().list()).hasSize(1);
        assertThat(holder.tasks(company))
                .extracting(task -> task.path("accountPanSuffix").asString())
                .containsExactly("0005");
        assertThatThrownBy(() -> cards.activate(id, code)).isInstanceOf(CoinslotException.Conflict.class);
    }

    private static Card ending(String suffix, CardRegistration registration) {
        return registration.cards().stream()
                .filter(card -> suffix.equals(card.accountPanSuffix()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void tellsWhyTheCompanySaidNo(Company company) {
        holder.cardOnThePhone(STOLEN, company);
        CardRegistration over = holder.ask(Selection.ALL);
        assertThat(over.state()).isEqualTo(CardState.DECLINED);
        assertThat(over.cards().getFirst().declineReasonCode()).isEqualTo("STOLEN");
        assertThat(holder.watch.paymentTokens().list()).isEmpty();
    }

    /** Now we are payment server 2: another server asks for what our watch has, and its company can open it. */
    @ParameterizedTest
    @EnumSource(Company.class)
    void offersTheWatchsCardsToThePeerThatAsks(Company company) {
        holder.cardOnThePhone(APPROVED, company);
        PaymentToken token = tokenOf(holder, holder.ask(Selection.ALL));

        JsonNode asked = simulators.post(
                "/control/peer/asks",
                Simulators.json()
                        .put("serviceId", "coinslot")
                        .put("accountId", holder.userId)
                        .put("credential", true));

        assertThat(asked.at("/search/status").asInt()).as(asked.toString()).isEqualTo(200);
        assertThat(asked.at("/search/signatureValid").asBoolean()).isTrue();
        assertThat(asked.at("/search/body/cards/0/issuerId").asString()).isEqualTo(company.id);
        assertThat(asked.at("/credentials/0/signatureValid").asBoolean()).isTrue();
        assertThat(asked.at("/credentials/0/opens").asBoolean())
                .as(asked.toString())
                .isTrue();
        assertThat(asked.toString()).doesNotContain(APPROVED).doesNotContain(token.tokenUniqueReference());
        JsonNode forged = simulators.post(
                "/control/peer/asks",
                Simulators.json()
                        .put("serviceId", "coinslot")
                        .put("accountId", holder.userId)
                        .put("proof", "WRONG_KEY"));
        assertThat(forged.at("/search/status").asInt()).isEqualTo(401);
    }

    @Test
    void leavesOutACardThatThePhoneHasGivenUpMeanwhile() {
        String given = holder.cardOnThePhone(STEP_UP, Company.BANK);
        holder.cardOnThePhone(APPROVED, Company.BANK);
        CardRegistration offered = holder.ask(Selection.CHOOSE);
        String id = offered.registrationId();

        holder.removeFromThePhone(given);

        CardRegistration left = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> holder.watch.cardRegistrations().get(id),
                        now -> now.cardIn(CardState.FAILED).isPresent());
        assertThat(ending("0005", left).errorCode()).isEqualTo("CARD_GONE");
        String remaining = ending("4444", left).cardReferenceId();
        CardRegistration terms = holder.await(holder.watch.cardRegistrations().select(id, List.of(remaining)));
        holder.watch
                .cardRegistrations()
                .acceptTerms(id, ending("4444", terms).productConfig().termsAndConditionsAssetId(), Instant.now());
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        ending("4444", holder.watch.cardRegistrations().get(id)).state() == CardState.COMPLETED);
        assertThat(holder.tasks(Company.BANK)).hasSize(1);
    }

    @Test
    void takesAnAssertionForOneRegistrationAlone() {
        holder.cardOnThePhone(APPROVED, Company.BANK);
        NewCardRegistration wish = holder.wish(Selection.ALL, holder.assertion());
        CardRegistration first = holder.ask(wish, "key-" + holder.userId);
        assertThat(holder.ask(wish, "key-" + holder.userId)).isEqualTo(first);

        CardRegistration second = holder.ask(wish, "other-" + holder.userId);
        assertThat(second.state()).isEqualTo(CardState.FAILED);
        assertThat(second.errorCode()).isEqualTo("ASSERTION_REPLAYED");
        assertThat(holder.tasks(Company.BANK)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void isHeldBackUntilEachHasLetItGo(Company company) {
        holder.cardOnThePhone(APPROVED, company);
        String token = tokenOf(holder, holder.ask(Selection.ALL)).tokenUniqueReference();

        holder.watch.paymentTokens().suspend(token, Party.CARDHOLDER, "DEVICE_LOST");
        holder.await(token, Status.SUSPENDED, Party.CARDHOLDER);
        simulators.post("/control/" + company.root + "/tokens/" + token + "/suspend", Simulators.json());
        holder.await(token, Status.SUSPENDED, Party.ISSUER, Party.CARDHOLDER);
        game.client.paymentTokens().suspend(token, Party.TOKEN_REQUESTOR, "SUSPECTED_FRAUD");
        holder.await(token, Status.SUSPENDED, Party.ISSUER, Party.TOKEN_REQUESTOR, Party.CARDHOLDER);

        holder.watch.paymentTokens().unsuspend(token, Party.CARDHOLDER, "DEVICE_FOUND");
        holder.await(token, Status.SUSPENDED, Party.ISSUER, Party.TOKEN_REQUESTOR);
        assertThatThrownBy(() -> holder.watch.paymentTokens().unsuspend(token, Party.TOKEN_REQUESTOR, "OTHER"))
                .isInstanceOf(CoinslotException.Forbidden.class);
        simulators.post("/control/" + company.root + "/tokens/" + token + "/unsuspend", Simulators.json());
        game.client.paymentTokens().unsuspend(token, Party.TOKEN_REQUESTOR, "OTHER");
        holder.await(token, Status.ACTIVE);

        holder.watch.paymentTokens().delete(token, Party.CARDHOLDER, "OTHER");
        holder.await(token, Status.DEACTIVATED);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(holder.tasks(company)
                                .getFirst()
                                .path("tokenStatus")
                                .asString())
                        .isEqualTo("DEACTIVATED"));
    }
}
