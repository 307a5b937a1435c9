package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.registration.ActivationResult;
import io.coinslot.cardregistry.registration.Answer;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.Endings;
import io.coinslot.cardregistry.registration.PeerSteps;
import io.coinslot.cardregistry.registration.Refusal;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.RequestKey;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.registration.activation.CodeDesk.Checked;
import io.coinslot.cardregistry.token.TokenStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the cardholder decides: cards, terms, and the proof of who they are. */
class StepUpTest {
    private static final String TERMS = "https://bank.example/terms";

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = new Registry(folder);
        registry.peers.with(TestPeers.WALLET, "w1", "1111", TERMS).with(TestPeers.WALLET, "w2", "2222", null);
    }

    private String chosen(String... suffixes) throws Exception {
        String id = registry.asked(SelectionMode.CHOOSE, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.SELECTION_PENDING);
        List<String> references = java.util.Arrays.stream(suffixes)
                .map(suffix -> registry.card(id, suffix).cardReferenceId())
                .toList();
        assertThat(registry.registrations
                        .select(id, Registry.key("s"), references)
                        .refusal())
                .isNull();
        registry.run();
        return id;
    }

    private String stepUp() throws Exception {
        registry.issuer.decides(TestIssuer.stepUp("DWSB-1"));
        String id = chosen("2222");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.AUTHENTICATION_REQUIRED);
        return id;
    }

    private void codeFor(String id) throws Exception {
        assertThat(registry.registrations
                        .requestCode(id, Registry.key("c"), "sms", null)
                        .refusal())
                .isNull();
        registry.run();
    }

    private Checked check(String id, String code) {
        return registry.codes.check(id, Registry.key("a"), code, null);
    }

    @Test
    void registersTheChosenCardAloneAndAfterItsTermsWereAccepted() throws Exception {
        String id = chosen("1111");
        assertThat(registry.get(id).cards()).hasSize(1);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.TERMS_PENDING);
        assertThat(registry.issuer.tokenized).isEmpty();
        assertThat(registry.registrations
                        .acceptTerms(id, Registry.key("t"), "other-terms", registry.clock.instant())
                        .refusal())
                .isEqualTo(Refusal.TERMS_NOT_PENDING);
        registry.registrations.acceptTerms(id, Registry.key("t"), TERMS, registry.clock.instant());
        registry.run();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.events()).containsSubsequence("CardsSelected", "TermsAccepted", "CardSubmitted");
    }

    @Test
    void expiresWhenTheTermsAreNotAccepted() throws Exception {
        String id = chosen("1111");
        registry.pass(Registry.LIFE);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.EXPIRED);
        assertThat(registry.issuer.tokenized).isEmpty();
        assertThat(registry.registrations
                        .acceptTerms(id, Registry.key("t"), TERMS, registry.clock.instant())
                        .refusal())
                .isEqualTo(Refusal.OVER);
    }

    @Test
    void refusesASelectionOfACardThatWasNotOffered() throws Exception {
        String id = registry.asked(SelectionMode.CHOOSE, "app-1");
        assertThat(registry.registrations
                        .select(id, Registry.key("s"), List.of("crd_other"))
                        .refusal())
                .isEqualTo(Refusal.UNKNOWN_CARD);
        assertThat(registry.registrations
                        .select("reg_none", Registry.key("s"), List.of("crd_other"))
                        .refusal())
                .isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void aRepeatedRequestHasOneEffectAndAKeyIsGoodForOneRequest() throws Exception {
        String id = registry.asked(SelectionMode.CHOOSE, "app-1");
        List<String> first = List.of(registry.card(id, "2222").cardReferenceId());
        RequestKey key = Registry.key("2222");
        registry.registrations.select(id, key, first);
        Answer again = registry.registrations.select(id, key, first);
        assertThat(again.replayed()).isTrue();
        assertThat(registry.registrations
                        .select(id, new RequestKey(key.key(), "other"), first)
                        .refusal())
                .isEqualTo(Refusal.KEY_REUSED);
        assertThat(registry.registrations.select(id, Registry.key("n"), first).refusal())
                .isEqualTo(Refusal.NOT_SELECTABLE);
    }

    @Test
    void activatesWithTheRightCode() throws Exception {
        String id = stepUp();
        assertThat(registry.card(id, "2222").authenticationMethods()).hasSize(2);
        codeFor(id);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.CODE_SENT);
        assertThat(check(id, TestIssuer.CODE).result()).isEqualTo(ActivationResult.SUCCESS);
        registry.run();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.tokens.find("DWSB-1").status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(registry.events())
                .containsSubsequence(
                        "CardAuthenticationRequired",
                        "ActivationCodeRequested",
                        "ActivationCodeSent",
                        "CardAuthenticated",
                        "CardCompleted");
    }

    @Test
    void takesAnotherCodeAfterAWrongOneAndNoneAfterTooMany() throws Exception {
        String id = stepUp();
        codeFor(id);
        assertThat(check(id, "111111").result()).isEqualTo(ActivationResult.INCORRECT_CODE);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.CODE_SENT);
        check(id, "111112");
        assertThat(check(id, "111113").result()).isEqualTo(ActivationResult.INCORRECT_CODE_RETRIES_EXCEEDED);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.AUTHENTICATION_REQUIRED);
        assertThat(check(id, TestIssuer.CODE).answer().refusal()).isEqualTo(Refusal.NO_CODE_EXPECTED);
        codeFor(id);
        assertThat(check(id, TestIssuer.CODE).result()).isEqualTo(ActivationResult.SUCCESS);
    }

    @Test
    void leadsBackToChoosingAMethodWhenTheCodeHasExpired() throws Exception {
        String id = stepUp();
        codeFor(id);
        assertThat(check(id, "000000").result()).isEqualTo(ActivationResult.EXPIRED_CODE);
        assertThat(registry.card(id, "2222").state()).isEqualTo(RegistrationState.AUTHENTICATION_REQUIRED);
        assertThat(registry.card(id, "2222").reasonCode()).isEqualTo("EXPIRED_CODE");
    }

    @Test
    void aCodeThatWasUsedHasNoSecondEffect() throws Exception {
        String id = stepUp();
        codeFor(id);
        RequestKey key = Registry.key("a");
        registry.codes.check(id, key, TestIssuer.CODE, null);
        Checked again = registry.codes.check(id, key, TestIssuer.CODE, null);
        assertThat(again.answer().replayed()).isTrue();
        assertThat(again.result()).isEqualTo(ActivationResult.SUCCESS);
        assertThat(check(id, TestIssuer.CODE).answer().refusal()).isEqualTo(Refusal.NO_CODE_EXPECTED);
    }

    @Test
    void looksAtTheTokenWhenTheCheckOfACodeIsNotAnswered() throws Exception {
        String id = stepUp();
        codeFor(id);
        registry.issuer.silentOnActivation = true;
        assertThat(check(id, TestIssuer.CODE).result()).isNull();
        registry.run();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void sendsNoCodeToACompanyThatIsIll() throws Exception {
        String id = stepUp();
        codeFor(id);
        registry.targets.breaker("issuer:bank").transitionToOpenState();
        RequestKey key = Registry.key("a");
        Checked refused = registry.codes.check(id, key, TestIssuer.CODE, null);
        assertThat(refused.answer().refusal()).as("it was not asked").isEqualTo(Refusal.ISSUER_BUSY);
        registry.targets.breaker("issuer:bank").transitionToClosedState();
        Checked again = registry.codes.check(id, key, TestIssuer.CODE, null);
        assertThat(again.answer().replayed()).isFalse();
        assertThat(again.result()).isEqualTo(ActivationResult.SUCCESS);
    }

    @Test
    void keepsNoCode() throws Exception {
        String id = stepUp();
        codeFor(id);
        check(id, "135790");
        assertThat(registry.get(id).cards().toString()).doesNotContain("135790");
        assertThat(registry.get(id).answered().toString()).doesNotContain("135790");
        assertThat(registry.aggregates.tasks(id).toString()).doesNotContain("135790");
        assertThat(registry.aggregates.events().toString()).doesNotContain("135790");
    }

    @Test
    void tellsWhenNoMoreCodesAreSent() throws Exception {
        String id = stepUp();
        codeFor(id);
        codeFor(id);
        codeFor(id);
        codeFor(id);
        assertThat(registry.card(id, "2222").state()).isEqualTo(RegistrationState.AUTHENTICATION_REQUIRED);
        assertThat(registry.card(id, "2222").reasonCode()).isEqualTo("ACTIVATION_CODE_LIMIT");
    }

    @Test
    void asksWhichCardIsMeantWhenSeveralWait() throws Exception {
        registry.issuer.decides(TestIssuer.stepUp("DWSB-1"), TestIssuer.stepUp("DWSB-2"));
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.registrations
                        .requestCode(id, Registry.key("c"), "sms", null)
                        .refusal())
                .isEqualTo(Refusal.CARD_AMBIGUOUS);
        assertThat(registry.registrations
                        .requestCode(id, Registry.key("c"), "fax", null)
                        .refusal())
                .isEqualTo(Refusal.METHOD_UNKNOWN);
        String reference = registry.card(id, "1111").cardReferenceId();
        assertThat(registry.registrations
                        .requestCode(id, Registry.key("c"), "sms", reference)
                        .refusal())
                .isNull();
    }

    @Test
    void believesTheFinancialCompanyThatTheCardholderProvedItElsewhere() throws Exception {
        String id = stepUp();
        CardEntry card = registry.card(id, "2222");
        registry.issuer.decide(
                card.taskId(), new TaskOutcome.AuthenticationRequired(TestIssuer.token("DWSB-1", "ACTIVE"), List.of()));
        registry.registrations.heardOf(card.taskId());
        registry.pass(Duration.ofMillis(500));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void givesBackTheTokenThatNobodyActivated() throws Exception {
        String id = stepUp();
        registry.pass(Registry.LIFE);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.EXPIRED);
        assertThat(registry.issuer.deleted).containsExactly("DWSB-1");
        assertThat(registry.claims.count()).isZero();
    }

    @Test
    void endsAtOnceWhenTheDeviceGivesUp() throws Exception {
        String id = stepUp();
        RequestKey key = Registry.key("cancel");
        assertThat(registry.registrations.cancel(id, key).refusal()).isNull();
        registry.run();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.CANCELLED);
        assertThat(registry.issuer.deleted).containsExactly("DWSB-1");
        assertThat(registry.registrations.cancel(id, key).replayed()).isTrue();
        assertThat(registry.registrations
                        .cancel(id, new RequestKey(key.key(), "another"))
                        .refusal())
                .isEqualTo(Refusal.KEY_REUSED);
        assertThat(registry.registrations.cancel(id, Registry.key("cancel")).replayed())
                .isTrue();
    }

    @Test
    void failsACardThatThePeerTakesBackBeforeItWasSubmitted() throws Exception {
        String id = registry.asked(SelectionMode.CHOOSE, "app-1");
        registry.registrations.cardsGone(id, TestPeers.WALLET, Set.of("w1"));
        assertThat(registry.card(id, "1111").reasonCode()).isEqualTo(Endings.CARD_GONE);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.SELECTION_PENDING);
    }

    private String awaitingOneOfTwoPeers(SelectionMode mode) throws Exception {
        registry.peers.with(TestPeers.OTHER_WALLET, "o3", "3333", null);
        PeerFailure silent = new PeerFailure(PeerFailure.Kind.UNAVAILABLE, "PEER_UNAVAILABLE");
        registry.peers.searchFailures.put(TestPeers.OTHER_WALLET, silent);
        String id = registry.asked(mode, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.PEER_REQUESTED);
        return id;
    }

    private void theOtherPeerAnswers() throws Exception {
        registry.peers.searchFailures.clear();
        registry.pass(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @EnumSource
    void offersTheOthersIfAPeerTakesACardBackBeforeAnotherPeerHasAnswered(SelectionMode mode) throws Exception {
        String id = awaitingOneOfTwoPeers(mode);
        registry.registrations.cardsGone(id, TestPeers.WALLET, Set.of("w1"));
        theOtherPeerAnswers();
        assertThat(registry.get(id).cards())
                .extracting(card -> card.source().accountPanSuffix())
                .containsExactly("2222", "3333");
        assertThat(registry.state(id))
                .isEqualTo(
                        mode == SelectionMode.CHOOSE
                                ? RegistrationState.SELECTION_PENDING
                                : RegistrationState.COMPLETED);
    }

    @Test
    void hasNoCardOpenOnceItWasGivenUpDuringTheSearch() throws Exception {
        String id = awaitingOneOfTwoPeers(SelectionMode.CHOOSE);
        registry.registrations.cancel(id, Registry.key("cancel"));
        registry.registrations.cardsGone(id, TestPeers.WALLET, Set.of("w1"));
        assertThat(registry.get(id).cards()).extracting(CardEntry::state).containsOnly(RegistrationState.CANCELLED);
        assertThat(registry.events()).endsWith("RegistrationEnded").doesNotContain("CardFailed", "CardCancelled");
    }

    @Test
    void hasNoCardsIfAllAreTakenBackBeforeAnotherPeerHasAnsweredThatItHasNone() throws Exception {
        String id = awaitingOneOfTwoPeers(SelectionMode.CHOOSE);
        registry.registrations.cardsGone(id, TestPeers.WALLET, Set.of("w1", "w2"));
        registry.peers.cards.clear();
        theOtherPeerAnswers();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.FAILED);
        assertThat(registry.get(id).errorCode()).isEqualTo(PeerSteps.NO_CARDS);
    }

    @Test
    void waitsForTheFinancialCompanyBeyondItsLifeAndThenExpiresWhatNeedsAPerson() throws Exception {
        registry.issuer.decides(new TaskOutcome.Undecided());
        String id = chosen("2222");
        registry.pass(Registry.LIFE);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        registry.issuer.decide(registry.card(id, "2222").taskId(), TestIssuer.stepUp("DWSB-late"));
        registry.pass(Duration.ofMinutes(5));
        registry.pass(Duration.ofMinutes(5));
        registry.pass(Duration.ofMinutes(5));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.EXPIRED);
        assertThat(registry.issuer.deleted).containsExactly("DWSB-late");
    }
}
