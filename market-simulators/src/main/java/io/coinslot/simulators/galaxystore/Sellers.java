package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.RsaKey;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sellers that Seller Portal knows. Keys take time to make, so they are kept. */
final class Sellers implements AutoCloseable {
    private static final BigInteger TWELVE_DIGITS = BigInteger.TEN.pow(12);

    private final Map<String, Seller> byService = new ConcurrentHashMap<>();
    private final Map<String, Seller> byAccount = new ConcurrentHashMap<>();
    private final Map<String, Seller> byPackage = new ConcurrentHashMap<>();
    private final Secrets secrets;
    private final Journal journal;

    Sellers(Path folder, Secrets secrets) {
        this.secrets = secrets;
        this.journal = Journal.open(
                folder.resolve("galaxy-store-sellers.journal"),
                Map.of("seller", (value, at) -> remember(Json.as(value, Seller.class))));
    }

    /** The service's seller, made at the first call. */
    synchronized Seller issue(String serviceId) {
        Seller known = byService.get(serviceId);
        if (known != null) {
            return known;
        }
        BigInteger number = new BigInteger(1, secrets.derive("galaxy-seller\n" + serviceId));
        Seller seller = new Seller(
                serviceId,
                packageName(serviceId),
                accountId(serviceId),
                "%012d".formatted(number.mod(TWELVE_DIGITS)),
                RsaKey.generate("account").pkcs8(),
                RsaKey.generate("iap").pkcs8());
        journal.append("seller", seller);
        remember(seller);
        return seller;
    }

    @Nullable
    Seller byService(String serviceId) {
        return byService.get(serviceId);
    }

    @Nullable
    Seller byAccount(String accountId) {
        return byAccount.get(accountId);
    }

    @Nullable
    Seller byPackage(String packageName) {
        return byPackage.get(packageName);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(Seller seller) {
        byService.put(seller.serviceId(), seller);
        byAccount.put(seller.accountId(), seller);
        byPackage.put(seller.packageName(), seller);
    }

    /** In the form of a UUID, as Seller Portal shows it. */
    private String accountId(String serviceId) {
        String hex = secrets.text("galaxy-account\n" + serviceId, 32);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }

    /** One name per service, whatever characters its id has. */
    private static String packageName(String serviceId) {
        return "games.coinslot.galaxy_"
                + serviceId.replace("_", "__").replace("-", "_m").replace(".", "_d");
    }
}
