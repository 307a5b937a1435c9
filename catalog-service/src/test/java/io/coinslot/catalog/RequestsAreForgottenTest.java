package io.coinslot.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.coinslot.catalog.request.RequestMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Each request with a key leaves documents: they go once the key holds no longer, and not before. */
class RequestsAreForgottenTest extends ApiTest {
    private static final String GEMS = "{'items':[{'productId':'gem-100','name':'100 gems','type':'CURRENCY',"
            + "'prices':[{'amount':'1200','currency':'KRW'}]}]}";

    private static final Duration TWO_MONTHS = Duration.ofDays(61);

    @Autowired
    MongoDatabase database;

    @Autowired
    List<RequestMemory> memories;

    private MongoCollection<Document> claims;
    private MongoCollection<Document> imports;
    private MongoCollection<Document> services;
    private String serviceId;

    @BeforeEach
    void importOnce() {
        claims = database.getCollection("request_claims");
        imports = database.getCollection("product_imports");
        services = database.getCollection("services");
        serviceId = givenService();
        claims.deleteMany(new Document());
        post(ownerOf(serviceId), "/v1/products:import", newKey(), GEMS);
    }

    private Bson ofService() {
        return Filters.eq("state.serviceId", serviceId);
    }

    private void whenTheyAre(Duration old) {
        Bson then = Updates.set("writtenAt", Date.from(Instant.now().minus(old)));
        claims.updateMany(new Document(), then);
        imports.updateMany(ofService(), then);
        memories.forEach(RequestMemory::forget);
    }

    @Test
    void keysHoldForAMonth() {
        whenTheyAre(Duration.ofDays(30));
        assertThat(claims.find()).hasSize(1);
        assertThat(imports.find(ofService())).hasSize(1);
    }

    /** So that another body under the key is never taken for the import that was there. */
    @Test
    void theKeyOutlivesItsImport() {
        whenTheyAre(Duration.ofDays(31).plusHours(1));
        assertThat(claims.find()).hasSize(1);
        assertThat(imports.find(ofService())).isEmpty();
    }

    @Test
    void oldOnesGo() {
        whenTheyAre(Duration.ofDays(33));
        assertThat(claims.find()).isEmpty();
        assertThat(imports.find(ofService())).isEmpty();
    }

    /** Else a secret that has leaked would go on being valid, and whoever replaced it be told that it is done. */
    @Test
    void aRotationUnderAKeyThatHoldsNoLongerIsAnotherOne() {
        String path = "/v1/services/" + serviceId + "/secrets/rotate";
        post(ownerOf(serviceId), path, "rotate", "{'keepOldForMinutes':60}");
        services.updateMany(
                ofService(),
                Updates.set(
                        "state.rotations.0.rotatedAt", Date.from(Instant.now().minus(TWO_MONTHS))));
        whenTheyAre(TWO_MONTHS);

        Answer answer = post(ownerOf(serviceId), path, "rotate", "{'keepOldForMinutes':0}");
        assertThat(answer.body().path("generation").asInt()).isEqualTo(3);
        assertThat(answer.header("Idempotency-Replayed")).isNull();
    }

    /** The service is there still, so that it is not made as it is asked for now. */
    @Test
    void noOtherServiceIsToldToBeMadeUnderAKeyThatIsForgotten() {
        String key = newKey();
        String body = "{'serviceId':'f%s','name':'A','settlementCurrency':'KRW'}".formatted(key.substring(0, 12));
        Answer made = post(ADMIN, "/v1/services", key, body);
        whenTheyAre(Duration.ofDays(33));
        assertThat(post(ADMIN, "/v1/services", key, body.replace("'A'", "'B'")).problem())
                .isEqualTo("422 idempotency-key-reused");
        whenTheyAre(Duration.ofDays(33));
        assertThat(post(ADMIN, "/v1/services", key, body).body()).isEqualTo(made.body());
    }

    @Test
    void ofAServiceOfBeforeWhatItIsTells() {
        String key = newKey();
        String id = "f" + key.substring(0, 12);
        String body = "{'serviceId':'%s','name':'A','settlementCurrency':'KRW'}".formatted(id);
        post(ADMIN, "/v1/services", key, body);
        Document service = services.find(Filters.eq("_id", id)).first();
        String claim = service.get("state", Document.class).getString("claimId");
        services.updateOne(
                Filters.eq("_id", id),
                Updates.combine(
                        Updates.set("state.claimId", claim.substring(0, claim.indexOf('#'))),
                        Updates.inc("version", 1L),
                        Updates.set("writeId", "before:1")));
        whenTheyAre(Duration.ofDays(33));
        assertThat(post(ADMIN, "/v1/services", key, body.replace("KRW", "USD")).problem())
                .isEqualTo("422 idempotency-key-reused");
        whenTheyAre(Duration.ofDays(33));
        assertThat(post(ADMIN, "/v1/services", key, body).status()).isEqualTo(201);
    }

    @Test
    void whatIsNotAppliedStays() {
        imports.updateMany(ofService(), Updates.set("state.applied", false));
        whenTheyAre(Duration.ofDays(33));
        assertThat(imports.find(ofService())).hasSize(1);
    }
}
