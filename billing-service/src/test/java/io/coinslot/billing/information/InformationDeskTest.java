package io.coinslot.billing.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.Preparation;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InformationDeskTest {
    @TempDir
    Path keys;

    private final LocalBilling billing = new LocalBilling();
    private final PurchaseId id = billing.requested(Market.STRIPE);
    private Sealer sealer;
    private InformationDesk desk;

    @BeforeEach
    void setUp() throws Exception {
        Files.writeString(
                keys.resolve("sealing-keyset.json"),
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
                        AeadConfig2026.get(),
                        InsecureSecretKeyAccess.get()));
        sealer = new Sealer(new SecretKeys(keys));
        desk = new InformationDesk(new BillingTokens(List.of(LocalBilling.KEY), Duration.ofMinutes(15)), sealer);
    }

    private void prepare(String sealedFor) {
        byte[] sealed = sealer.seal("pi_secret".getBytes(StandardCharsets.UTF_8), sealedFor);
        billing.tell(
                id,
                new MarketFact.Prepared(
                        new Preparation("pi_1", Base64.getEncoder().encodeToString(sealed), "https://pay.example")));
    }

    private BillingInformation now() {
        return desk.at(billing.purchase(id), billing.clock.instant());
    }

    @Test
    void opensTheClientSecretWhileThePurchaseCanBePaid() {
        assertThat(now().clientSecret()).isNull();
        prepare(id.value());
        assertThat(now().clientSecret()).isEqualTo("pi_secret");
        assertThat(now().redirectUrl()).isEqualTo("https://pay.example");
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(now().clientSecret()).isNull();
        assertThat(now().billingToken()).isNull();
    }

    @Test
    void doesNotOpenASecretThatWasSealedForAnotherPurchase() {
        prepare("pur_other");
        assertThatThrownBy(this::now).isInstanceOf(IllegalStateException.class).hasMessageContaining(id.value());
    }

    @Test
    void leavesASecretOutWhoseKeyWasTakenAwayAndTellsEverythingElse() {
        Keysets keysets = new Keysets(keys);
        sealer = keysets.sealer(1, 1);
        prepare(id.value());
        desk = new InformationDesk(
                new BillingTokens(List.of(LocalBilling.KEY), Duration.ofMinutes(15)), keysets.sealer(2, 2));
        assertThat(now().clientSecret()).isNull();
        assertThat(now().redirectUrl()).isEqualTo("https://pay.example");
    }

    @Test
    void tellsNoSecretInLogs() {
        prepare(id.value());
        assertThat(now().toString()).doesNotContain("pi_secret");
    }
}
