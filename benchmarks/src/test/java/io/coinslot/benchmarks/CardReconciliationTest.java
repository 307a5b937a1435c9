package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.benchmarks.CardReconciliation.HeldToken;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardReconciliationTest {
    private final CardJourneys journeys = new CardJourneys();

    private CardJourney registered(String id) {
        CardJourney journey = journeys.of(id);
        journey.accepted(1, 2);
        journey.requested("requested-" + id);
        journey.cardCompleted("token-" + id);
        journey.registered(3);
        return journey;
    }

    private static HeldToken active(String id) {
        return new HeldToken(id, "token-" + id, "ACTIVE");
    }

    private List<String> findings(long accepted, List<HeldToken> atCompany, List<HeldToken> ours) {
        return CardReconciliation.of(journeys.byRegistrationId(), accepted, atCompany, ours)
                .findings();
    }

    @Test
    void holdsWhenEverybodyAgreesThoughARecordCameTwice() {
        registered("r1").requested("requested-r1");
        registered("r2");
        List<HeldToken> both = List.of(active("r1"), active("r2"));
        assertThat(findings(2, both, both)).isEmpty();
    }

    @Test
    void findsARegistrationThatWasMadeTwice() {
        registered("r1").requested("another");
        assertThat(findings(1, List.of(active("r1")), List.of(active("r1"))))
                .containsExactly("r1 was requested 2 times");
    }

    @Test
    void findsAnAcceptedRequestThatNothingIsKnownOf() {
        registered("r1");
        assertThat(findings(2, List.of(active("r1")), List.of(active("r1"))))
                .containsExactly("2 requests were accepted and 1 registrations are known");
    }

    @Test
    void findsASecondTokenAndOneThatIsMissing() {
        registered("r1");
        HeldToken second = new HeldToken("r1", "token-other", "ACTIVE");
        assertThat(findings(1, List.of(active("r1"), second), List.of()))
                .containsExactlyInAnyOrder(
                        "the financial company has 2 tokens of r1",
                        "the financial company has another token of r1",
                        "we have 0 tokens of r1");
    }

    @Test
    void findsATokenThatIsNotActiveAndOneThatNobodyAskedFor() {
        registered("r1");
        assertThat(findings(
                        1, List.of(active("r1"), active("r9")), List.of(new HeldToken("r1", "token-r1", "INACTIVE"))))
                .containsExactlyInAnyOrder(
                        "we have a token of r1 that is INACTIVE",
                        "the financial company has a token of r9, which nobody asked for");
    }

    @Test
    void findsWhatDidNotEndWell() {
        CardJourney failed = journeys.of("r1");
        failed.accepted(1, 2);
        failed.requested("requested-r1");
        failed.ended("FAILED NO_CARDS");
        assertThat(findings(1, List.of(), List.of())).containsExactly("r1 is not registered: FAILED NO_CARDS");
    }

    @Test
    void makesNumbersWithTheRightCheckDigit() {
        assertThat(CardHolders.withCheckDigit("7992739871")).isEqualTo("79927398713");
    }
}
