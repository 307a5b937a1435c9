package io.coinslot.cardregistry.registration.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.VerifiedAccount;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.journey.InMemorySpent;
import io.coinslot.cardregistry.journey.Registry;
import io.coinslot.cardregistry.journey.TestSealer;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.servicekit.aggregate.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is left alone when somebody does not answer. */
class TaskTargetsTest {
    @TempDir
    Path folder;

    /** Assertions that nobody can verify. */
    private static final class Unreadable implements AccountAssertions {
        @Override
        public VerifiedAccount verify(String assertion, String presenter, String deviceKeyThumbprint)
                throws IOException {
            throw new IOException("the keys cannot be read");
        }

        @Override
        public String provider(String assertion) {
            return "accounts";
        }
    }

    @Test
    void isTheAccountProviderThatIsIllAndNoOther() {
        Registry registry = new Registry(folder);
        String id = registry.recorded(SelectionMode.ALL, "app-1");
        Task task = registry.aggregates.tasks(id).getFirst();
        KeptAssertions kept = new KeptAssertions(TestSealer.in(folder));
        Unreadable assertions = new Unreadable();
        VerifyAccountTask verify = new VerifyAccountTask(assertions, new InMemorySpent(), kept, registry.peers);
        assertThat(verify.target(registry.get(id), task)).isEqualTo("account-provider:accounts");
        SearchTask search = new SearchTask(assertions, kept, registry.peers, new FinancialCompanies(Map.of()));
        assertThat(search.countsAgainstTarget(new IOException("the keys cannot be read")))
                .isFalse();
        assertThat(search.countsAgainstTarget(new PeerFailure(PeerFailure.Kind.UNAVAILABLE, "PEER_UNAVAILABLE")))
                .isTrue();
    }
}
