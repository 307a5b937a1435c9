/** A real Kafka broker on one node, with the settings that suit one small machine. */
@NullMarked
package io.coinslot.localstack.broker;

import org.jspecify.annotations.NullMarked;
