package io.coinslot.billing.configuration;

import com.mongodb.client.model.Sorts;
import io.coinslot.billing.checkout.AccountNames;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.servicekit.mongo.StoreOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By which key users are named to markets. */
record NamedUsers(KeyFiles files, MongoAggregateStore<Purchase> purchases) {
    private static final Logger LOG = LoggerFactory.getLogger(NamedUsers.class);

    /**
     * A file that was lost cannot be told from one that there never was, nor one of another installation from the right
     * one; by what is stored they can, and any purchase will do. While the store is away nobody knows.
     *
     * @throws io.coinslot.servicekit.key.UnusableKeys if users were named by another key
     */
    AccountNames names() {
        AccountNames names = new AccountNames(files.accountNames());
        try {
            Stored<Purchase> any = purchases
                    .collection()
                    .find()
                    .sort(Sorts.ascending("_id"))
                    .limit(1)
                    .first();
            if (any != null && !names.haveNamed(any.state().order().buyer())) {
                throw files.lackTheAccountNames();
            }
        } catch (RuntimeException e) {
            if (!StoreOutage.isBehind(e)) {
                throw e;
            }
            LOG.warn("It cannot be looked at by which key users were named to markets", e);
        }
        return names;
    }
}
