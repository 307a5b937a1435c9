/** The MongoDB side of aggregates. */
@NullMarked
package io.coinslot.servicekit.mongo;

import org.jspecify.annotations.NullMarked;
