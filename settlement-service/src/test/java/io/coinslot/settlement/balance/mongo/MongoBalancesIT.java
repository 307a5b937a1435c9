package io.coinslot.settlement.balance.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.mongo.StoreOutage;
import io.coinslot.settlement.Store;
import io.coinslot.settlement.balance.AccountKey;
import io.coinslot.settlement.balance.Applied;
import io.coinslot.settlement.balance.Balances;
import io.coinslot.settlement.balance.BalancesContract;
import io.coinslot.settlement.balance.Change;
import io.coinslot.settlement.balance.EntryPlaces;
import io.coinslot.settlement.balance.Holder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MongoBalancesIT extends BalancesContract {
    private static Store store;

    @BeforeAll
    static void open() {
        store = new Store();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void aChangeThatIsNotConfirmedIsAnOutageAndLookedUpBeforeItIsMadeAgain() {
        Holder holder = new Holder("s-" + UUID.randomUUID(), null);
        List<Change> changes =
                List.of(new Change(holder, Applied.NOTHING, 4, Map.of(new AccountKey("KRW", "payable"), 10L)));
        store.leaveUnconfirmed("update");

        assertThatThrownBy(() -> balances().apply(0, changes)).matches(StoreOutage::isBehind);

        assertThat(balances().applied(List.of(holder.id()), 0)).isEqualTo(Map.of(holder.id(), new Applied(null, 4L)));
        assertThat(balances().apply(0, changes)).isFalse();
        assertThat(balances().find(holder)).isEqualTo(Map.of(new AccountKey("KRW", "payable"), 10L));
    }

    @Test
    void norIsItTakenForThatOfSomebodyFaster() {
        Holder holder = new Holder("s-" + UUID.randomUUID(), null);
        List<Change> changes =
                List.of(new Change(holder, Applied.NOTHING, 4, Map.of(new AccountKey("KRW", "payable"), 10L)));
        balances().apply(0, changes);
        store.leaveUnconfirmed("update");

        assertThatThrownBy(() -> balances().apply(0, changes)).matches(StoreOutage::isBehind);
    }

    @Test
    void aPlaceThatIsNotConfirmedIsAnOutage() {
        store.leaveUnconfirmed("insert");
        Map<String, Long> offsets = Map.of(UUID.randomUUID().toString(), 1L);

        assertThatThrownBy(() -> places().countedElsewhere(0, offsets)).matches(StoreOutage::isBehind);
        assertThat(places().countedElsewhere(0, offsets)).isEmpty();
    }

    @Override
    protected Balances balances() {
        return new MongoBalances(store.database());
    }

    @Override
    protected EntryPlaces places() {
        return new MongoEntryPlaces(store.database());
    }
}
