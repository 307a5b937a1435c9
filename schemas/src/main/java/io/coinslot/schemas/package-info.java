/** The contracts of the topics: Avro records generated from src/main/avro, and the topic catalogue. */
@NullMarked
package io.coinslot.schemas;

import org.jspecify.annotations.NullMarked;
