package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Indexes;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("it reads all output")
class ContradictedIndexAnalyzerTest {
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({KitConfiguration.class, MongoConfiguration.class})
    static class WantsAnIndex {
        @Bean
        Object lists(IndexedDatabase database) {
            database.wantIndex(database.collection("purchases"), Indexes.ascending("user"));
            return "lists";
        }
    }

    @Test
    void aServiceThatCannotHaveAnIndexSaysWhyWithoutAStackTrace(CapturedOutput output) throws Exception {
        try (EmbeddedStore store = EmbeddedStore.inMemory();
                MongoClient client = MongoClients.create(store.uri())) {
            client.getDatabase("admin")
                    .runCommand(Document.parse("{configureFailPoint: 'failCommand', mode: {times: 1},"
                            + " data: {failCommands: ['createIndexes'], errorCode: 85}}"));
            SpringApplication application = new SpringApplication(WantsAnIndex.class);
            application.setWebApplicationType(WebApplicationType.NONE);

            assertThatThrownBy(() -> application.run(
                            "--coinslot.mongodb.uri=" + store.uri(), "--coinslot.mongodb.database=contradicted"))
                    .hasStackTraceContaining("ContradictedIndex");

            assertThat(output)
                    .contains("APPLICATION FAILED TO START", "purchases {\"user\": 1}", "Drop the index")
                    .doesNotContain("\tat io.coinslot");
        }
    }
}
