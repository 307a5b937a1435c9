/** A store that speaks MongoDB's protocol and keeps what it acknowledged, for one machine without a database. */
@NullMarked
package io.coinslot.localstack.store;

import org.jspecify.annotations.NullMarked;
