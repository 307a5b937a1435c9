/** Registration events as records. */
@NullMarked
package io.coinslot.cardregistry.registration.kafka;

import org.jspecify.annotations.NullMarked;
