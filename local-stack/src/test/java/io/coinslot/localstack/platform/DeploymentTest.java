package io.coinslot.localstack.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.Topic;
import io.coinslot.schemas.Topics;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentTest {
    /** Or an event could count as sent that a single disk holds. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "5, 4"})
    void noTopicTakesAnEventThatMoreThanOneReplicaLacks(int replication, String inSync) {
        Deployment deployment = new Deployment(Map.of(), new RegistryAddress("http://registry"), 6, replication);

        for (Topic topic : Topics.all()) {
            assertThat(deployment.newTopic(topic).configs())
                    .as(topic.name())
                    .containsEntry("min.insync.replicas", inSync);
        }
    }
}
