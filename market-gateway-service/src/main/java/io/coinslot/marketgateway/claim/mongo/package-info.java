/** Claims as documents: the unique _id decides. */
@NullMarked
package io.coinslot.marketgateway.claim.mongo;

import org.jspecify.annotations.NullMarked;
