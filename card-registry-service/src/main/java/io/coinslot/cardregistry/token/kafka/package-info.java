/** Token events as records. */
@NullMarked
package io.coinslot.cardregistry.token.kafka;

import org.jspecify.annotations.NullMarked;
