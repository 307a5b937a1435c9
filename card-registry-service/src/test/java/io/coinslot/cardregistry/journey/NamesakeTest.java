package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.Tokens.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two financial companies that tell of tokens of the same name before it is known whose the token is. */
class NamesakeTest {
    /** After the token was made, as the answer of its company says. */
    private static final Instant SINCE = Instant.parse("2026-11-22T11:30:00Z");

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = new Registry(folder);
    }

    private void tells(String company, String requestId, String status, Instant since) {
        StatusReport report = StatusReport.told(status, Set.of(), since, null);
        registry.tokens.reported(new Report(requestId, "DWSB-1", company, "task", report, null, null));
    }

    private Token provisionedBy(String company) throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", company, "PAR-1", "FWSB-1");
        registry.issuer.decides(TestIssuer.approved("DWSB-1"));
        registry.rival.decides(TestIssuer.approved("DWSB-1"));
        registry.asked(SelectionMode.ALL, "app-1");
        return registry.tokens.find("DWSB-1");
    }

    @Test
    void isHeldBackIfItsOwnCompanySaidSoThoughAnotherOneSpokeFirst() throws Exception {
        tells("rival", "r-1", "SUSPENDED", SINCE);
        tells("bank", "b-1", "SUSPENDED", SINCE);
        Token token = provisionedBy("bank");
        assertThat(token.issuerId()).isEqualTo("bank");
        assertThat(token.status()).isEqualTo(TokenStatus.SUSPENDED);
        assertThat(token.suspendedBy()).containsExactly(Suspender.ISSUER);
        assertThat(token.namesakes()).isNull();
    }

    @Test
    void isDeletedIfItsOwnCompanySaidSoThoughAnotherOneSpokeFirst() throws Exception {
        tells("rival", "r-1", "SUSPENDED", SINCE);
        tells("bank", "b-1", "DEACTIVATED", SINCE);
        assertThat(provisionedBy("bank").status()).isEqualTo(TokenStatus.DEACTIVATED);
    }

    @Test
    void isNotHeldBackByWhatTheOtherCompanySaid() throws Exception {
        tells("rival", "r-1", "SUSPENDED", SINCE);
        assertThat(provisionedBy("bank").status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void keepsWhatTheFirstOneSaidIfItIsThatOnes() throws Exception {
        tells("rival", "r-1", "SUSPENDED", SINCE);
        tells("bank", "b-1", "DEACTIVATED", SINCE);
        assertThat(provisionedBy("rival").status()).isEqualTo(TokenStatus.SUSPENDED);
    }

    @Test
    void goesByTheNewestOfWhatEachSaid() throws Exception {
        tells("rival", "r-1", "SUSPENDED", SINCE);
        tells("bank", "b-1", "SUSPENDED", SINCE);
        tells("bank", "b-2", "ACTIVE", SINCE.plusSeconds(2));
        tells("bank", "b-3", "SUSPENDED", SINCE.plusSeconds(1));
        tells("bank", "b-1", "SUSPENDED", SINCE.plusSeconds(3));
        assertThat(provisionedBy("bank").status()).isEqualTo(TokenStatus.ACTIVE);
    }
}
