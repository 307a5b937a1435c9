package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import org.junit.jupiter.api.Test;

class MongoConfigurationTest {
    @Test
    void aWriteIsMadeWhenAMajorityHasIt() {
        assertThat(MongoConfiguration.settings("mongodb://127.0.0.1:27017").getWriteConcern())
                .isEqualTo(WriteConcern.MAJORITY);
    }

    @Test
    void whatMayYetBeTakenBackIsNotRead() {
        assertThat(MongoConfiguration.settings("mongodb://127.0.0.1:27017").getReadConcern())
                .isEqualTo(ReadConcern.MAJORITY);
        assertThat(MongoConfiguration.settings("mongodb://127.0.0.1:27017/?readConcernLevel=local")
                        .getReadConcern())
                .isEqualTo(ReadConcern.LOCAL);
    }

    @Test
    void whoRunsTheDatabaseMayAskForMore() {
        assertThat(MongoConfiguration.settings("mongodb://127.0.0.1:27017/?w=3&journal=true")
                        .getWriteConcern())
                .isEqualTo(new WriteConcern(3).withJournal(true));
    }

    @Test
    void anAddressIsNeeded() {
        assertThatThrownBy(() -> MongoConfiguration.settings(" ")).hasMessage("set coinslot.mongodb.uri");
    }
}
