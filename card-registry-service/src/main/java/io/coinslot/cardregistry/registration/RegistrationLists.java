package io.coinslot.cardregistry.registration;

import java.util.List;

/** Lists of registrations, each a page in the time a page takes. */
public interface RegistrationLists {
    /** The registrations on a payment app instance, of whatever account, the newest first. */
    List<Registration> onApp(String paymentAppInstanceId, int limit);
}
