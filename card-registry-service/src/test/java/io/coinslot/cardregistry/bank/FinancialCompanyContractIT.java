package io.coinslot.cardregistry.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.issuer.TokenizeRequest;
import io.coinslot.cardregistry.issuer.http.IssuerLink;
import io.coinslot.cardregistry.issuer.http.MdesFinancialCompany;
import io.coinslot.cardregistry.issuer.http.PlainFinancialCompany;
import io.coinslot.cardregistry.registration.ActivationResult;
import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.cardregistry.signature.Signatures;
import io.coinslot.cardregistry.signature.SigningKey;
import io.coinslot.cardregistry.signature.http.SignedExchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both adapters keep the same contract, over HTTP with the simulated financial company. */
class FinancialCompanyContractIT {
    private static final DeviceInfo DEVICE = new DeviceInfo("watch", "WATCH", "WEAR", "5", List.of(), null);
    private static final Reason BY_CARDHOLDER = new Reason("CARDHOLDER", "OTHER", "");

    private static SimulatedBank bank;
    private static HttpClient http;

    private final String taskId = "reg_" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        bank = new SimulatedBank();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        bank.close();
        http.close();
    }

    private static FinancialCompany company(String shape) {
        Signatures signatures = new Signatures(SigningKey.parse(bank.ourKey().toJSONString()), Clock.systemUTC());
        SignedExchange exchange = new SignedExchange(http, signatures, Duration.ofSeconds(5));
        String url = bank.settings().path(shape + "Url").asString();
        IssuerLink link = new IssuerLink(
                SimulatedBank.ID,
                URI.create(url),
                bank.settings().path("tokenRequestorId").asString());
        return shape.equals("mdes")
                ? new MdesFinancialCompany(link, exchange)
                : new PlainFinancialCompany(link, exchange);
    }

    private TokenizeRequest request(String accountNumber) throws Exception {
        SealedCredential credential = bank.seal(accountNumber, "03", "30", taskId);
        return new TokenizeRequest(taskId, "app-" + taskId.substring(4, 20), "ko", DEVICE, credential);
    }

    private TokenHandle handle(IssuedToken token) {
        return new TokenHandle(token.tokenUniqueReference(), taskId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void approvesOnceHoweverOftenItIsAsked(String shape) throws Exception {
        FinancialCompany company = company(shape);
        assertThat(company.lookUp(taskId)).isEqualTo(new TaskOutcome.NeverArrived());
        TaskOutcome.Approved approved = (TaskOutcome.Approved) company.tokenize(request("4111111111111111"));
        assertThat(approved.token().status()).isEqualTo("ACTIVE");
        assertThat(approved.token().accountPanSuffix()).isEqualTo("1111");
        assertThat(company.tokenize(request("4111111111111111"))).isEqualTo(approved);
        assertThat(company.lookUp(taskId)).isEqualTo(approved);
        assertThat(approved.toString()).doesNotContain("4111111111111111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void takesTheLongestNameOfAPaymentAppInstanceThatWeDo(String shape) throws Exception {
        String app = (UUID.randomUUID() + "-" + UUID.randomUUID()).substring(0, 48);
        SealedCredential credential = bank.seal("4111111111111111", "03", "30", taskId);
        assertThat(company(shape).tokenize(new TokenizeRequest(taskId, app, "ko", DEVICE, credential)))
                .isInstanceOf(TaskOutcome.Approved.class);
        assertThatThrownBy(() -> company(shape)
                        .tokenize(new TokenizeRequest("next-" + taskId, app + "x", "ko", DEVICE, credential)))
                .isInstanceOfSatisfying(
                        IssuerFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(IssuerFailure.Kind.REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void declinesWithItsReason(String shape) throws Exception {
        assertThat(company(shape).tokenize(request("4988438843884305"))).isEqualTo(new TaskOutcome.Declined("LOST"));
        assertThat(company(shape).lookUp(taskId)).isEqualTo(new TaskOutcome.Declined("LOST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void takesItsTime(String shape) throws Exception {
        assertThat(company(shape).tokenize(request("2222400030000004"))).isEqualTo(new TaskOutcome.Undecided());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void wantsProofAndTakesTheRightCode(String shape) throws Exception {
        FinancialCompany company = company(shape);
        TaskOutcome.AuthenticationRequired asked =
                (TaskOutcome.AuthenticationRequired) company.tokenize(request("4444333322221111"));
        TokenHandle token = handle(asked.token());
        assertThat(asked.token().status()).isEqualTo("INACTIVE");
        assertThat(company.activate(token, "000000")).isEqualTo(ActivationResult.EXPIRED_CODE);
        assertThat(company.requestCode(token, asked.methods().getFirst().id())).isNotNull();
        String code = bank.codeFor(token.tokenUniqueReference());
        String wrong = code.equals("111111") ? "222222" : "111111";
        assertThat(company.activate(token, wrong)).isEqualTo(ActivationResult.INCORRECT_CODE);
        assertThat(company.activate(token, code)).isEqualTo(ActivationResult.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void holdsLetsGoAndDeletes(String shape) throws Exception {
        FinancialCompany company = company(shape);
        TokenHandle token = handle(((TaskOutcome.Approved) company.tokenize(request("5555555555554444"))).token());
        assertThat(company.suspend(token, BY_CARDHOLDER).suspendedBy()).containsExactly("CARDHOLDER");
        assertThat(company.unsuspend(token, BY_CARDHOLDER).status()).isEqualTo("ACTIVE");
        assertThatThrownBy(() -> company.unsuspend(token, BY_CARDHOLDER))
                .isInstanceOfSatisfying(
                        IssuerFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("TOKEN_NOT_SUSPENDED_BY"));
        assertThat(company.delete(token, BY_CARDHOLDER).status()).isEqualTo("DEACTIVATED");
        assertThat(company.delete(token, BY_CARDHOLDER).status()).isEqualTo("DEACTIVATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void holdsForALockedDeviceWhateverTheReason(String shape) throws Exception {
        FinancialCompany company = company(shape);
        TokenHandle token = handle(((TaskOutcome.Approved) company.tokenize(request("5555555555554444"))).token());
        Reason locked = new Reason("DEVICE_LOCKED", "DEVICE_LOST", "");
        assertThat(company.suspend(token, locked).suspendedBy())
                .containsExactly(company.knowsLocks() ? "DEVICE_LOCKED" : "TOKEN_REQUESTOR");
        assertThat(company.unsuspend(token, new Reason("DEVICE_LOCKED", "DEVICE_FOUND", "in a taxi"))
                        .status())
                .isEqualTo("ACTIVE");
        assertThat(company.delete(token, locked).status()).isEqualTo("DEACTIVATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void sealsWhatPaysOnceForWhoeverCharges(String shape) throws Exception {
        FinancialCompany company = company(shape);
        TokenHandle token = handle(((TaskOutcome.Approved) company.tokenize(request("5555444433331111"))).token());
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        String sealed = company.credential(token, key.toPublicJWK().toJSONString());
        JWEObject jwe = JWEObject.parse(sealed);
        jwe.decrypt(new ECDHDecrypter(key));
        assertThat(jwe.getPayload().toJSONObject())
                .containsKeys("accountNumber", "cryptogram", "applicationExpiryDate")
                .containsEntry("accountPanSuffix", "1111");
        assertThat(company.credential(token, key.toPublicJWK().toJSONString())).isNotEqualTo(sealed);
        company.suspend(token, BY_CARDHOLDER);
        assertThatThrownBy(() -> company.credential(token, key.toPublicJWK().toJSONString()))
                .isInstanceOfSatisfying(IssuerFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(IssuerFailure.Kind.REFUSED);
                    assertThat(failure.code()).isEqualTo("TOKEN_SUSPENDED");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void refusesACredentialThatWasSealedForAnotherTask(String shape) throws Exception {
        SealedCredential other = bank.seal("4111111111111111", "03", "30", "another-task");
        assertThatThrownBy(() -> company(shape).tokenize(new TokenizeRequest(taskId, "app-1", "ko", DEVICE, other)))
                .isInstanceOfSatisfying(IssuerFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(IssuerFailure.Kind.REFUSED);
                    assertThat(failure.code()).isEqualTo("PAYLOAD_WRONG_TASK");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void namesTheTokenThatIsInTheWayOfAnother(String shape) throws Exception {
        TokenizeRequest first = request("4111111111111111");
        IssuedToken there = ((TaskOutcome.Approved) company(shape).tokenize(first)).token();
        String another = "reg_" + UUID.randomUUID();
        SealedCredential credential = bank.seal("4111111111111111", "03", "30", another);
        TokenizeRequest second = new TokenizeRequest(another, first.paymentAppInstanceId(), "ko", DEVICE, credential);
        assertThatThrownBy(() -> company(shape).tokenize(second))
                .isInstanceOfSatisfying(IssuerFailure.class, failure -> {
                    assertThat(failure.saysTokenExists()).isTrue();
                    assertThat(failure.tokenUniqueReference()).isEqualTo(there.tokenUniqueReference());
                });
        assertThat(company(shape).lookUp(another)).isEqualTo(new TaskOutcome.NeverArrived());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mdes", "plain"})
    void tellsAServersErrorFromARefusal(String shape) throws Exception {
        FinancialCompany company = company(shape);
        bank.post("/control/issuer/faults", "{'errorRate':1,'errorStatus':500,'limit':1}");
        assertThatThrownBy(() -> company.lookUp(taskId))
                .isInstanceOfSatisfying(
                        IssuerFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(IssuerFailure.Kind.UNKNOWN));
        assertThat(company.lookUp(taskId)).isEqualTo(new TaskOutcome.NeverArrived());
    }
}
