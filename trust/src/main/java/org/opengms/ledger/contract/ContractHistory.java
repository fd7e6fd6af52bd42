package org.opengms.ledger.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All versions of a contract with who signed them, only ever added to.
///
/// @param versions the oldest first
public record ContractHistory(List<Version> versions) {
    /// @throws IllegalArgumentException if a version does not follow the one before, or a signed
    ///   one is not what was signed
    public ContractHistory {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("OGMS-7760 A contract has at least one version.");
        }
        for (int i = 0; i < versions.size(); i++) {
            Contract contract = versions.get(i).contract();
            boolean follows =
                    i == 0
                            ? contract.version() == 1
                            : contract.version() == i + 1
                                    && contract.id().equals(versions.getFirst().contract().id())
                                    && contract.replaces()
                                            .equals(versions.get(i - 1).contract().sha256());
            if (!follows) {
                throw new IllegalArgumentException(
                        "OGMS-7761 Version %d of contract %s does not follow the one before it, whose hash it must name. A contract is changed by a new version."
                                .formatted(contract.version(), contract.id()));
            }
        }
    }

    /// A signature of a party.
    ///
    /// @param party its id
    /// @param by who signed, by role
    /// @param at when
    /// @param sha256 of what was signed, in hexadecimal
    public record Signature(String party, String by, Instant at, String sha256) {
        public Signature {
            Texts.words("signature.by", by);
        }
    }

    /// One version with its signatures.
    public record Version(Contract contract, List<Signature> signatures) {
        /// @throws IllegalArgumentException if somebody signed something else, or twice, or is no
        ///   party
        public Version {
            signatures = List.copyOf(signatures);
            String hash = contract.sha256();
            for (Signature signature : signatures) {
                if (!signature.sha256().equals(hash)) {
                    throw new IllegalArgumentException(
                            "OGMS-7762 Contract %s was changed after it was signed: %s was signed, %s is here. What was signed holds; make a new version."
                                    .formatted(contract.reference(), signature.sha256(), hash));
                }
                if (!signature.party().equals(contract.provider().id())
                        && !signature.party().equals(contract.partner().id())) {
                    throw new IllegalArgumentException(
                            "OGMS-7763 Somebody signed contract %s who is no party to it."
                                    .formatted(contract.reference()));
                }
            }
            if (signatures.stream().map(Signature::party).distinct().count() != signatures.size()) {
                throw new IllegalArgumentException(
                        "OGMS-7764 A party signed contract %s twice. Once is enough."
                                .formatted(contract.reference()));
            }
        }

        /// Whether both parties have signed it.
        public boolean inForce() {
            return signatures.size() == 2;
        }
    }

    /// The history of a new contract.
    public static ContractHistory of(Contract first) {
        return new ContractHistory(List.of(new Version(first, List.of())));
    }

    /// With another version at the end.
    ///
    /// @throws IllegalArgumentException if it does not follow the last one
    public ContractHistory amended(Contract next) {
        List<Version> longer = new ArrayList<>(versions);
        longer.add(new Version(next, List.of()));
        return new ContractHistory(longer);
    }

    /// With a signature under the last version.
    ///
    /// @throws IllegalArgumentException if it is not of the last version's hash, of no party, or
    ///   the second of the same party
    public ContractHistory signed(Signature signature) {
        List<Version> longer = new ArrayList<>(versions);
        Version last = longer.removeLast();
        List<Signature> signatures = new ArrayList<>(last.signatures());
        signatures.add(signature);
        longer.add(new Version(last.contract(), signatures));
        return new ContractHistory(longer);
    }

    /// The latest version that both parties have signed.
    public Optional<Contract> inForce() {
        return versions.reversed().stream()
                .filter(Version::inForce)
                .map(Version::contract)
                .findFirst();
    }
}
