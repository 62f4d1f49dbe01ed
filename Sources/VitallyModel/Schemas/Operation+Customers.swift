// The operations that accounts and organizations share.

extension Operation {
  /// The operations on accounts, and on organizations.
  static let ofCustomers: [Operation] = [
    .list("id", "name", "externalId", "traits"),
    .get("id", "name", "externalId", "traits", "createdAt", "updatedAt"),
    .create(
      "externalId", "name", "traits",
      returns: "id", "name", "externalId", "traits", "createdAt", "updatedAt"),
    .update(
      "name", "traits",
      returns: "id", "name", "externalId", "traits", "createdAt", "updatedAt"),
    .destroy,
  ]
}
