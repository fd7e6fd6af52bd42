package org.opengms.workforce;

import java.util.List;
import org.opengms.infrastructure.OdsCode;
import org.opengms.transparency.merkle.Hash;

/// What a switch to a mode would do at a workplace.
///
/// @param now the mode in which it is
/// @param lacking who did such tasks there lately and lacks the competence now
/// @param cover for each competence that the workplace needs
public record ModePreview(
        OdsCode organisation,
        GateMode now,
        GateMode then,
        List<GateStore.Lacking> lacking,
        List<Cover> cover) {
    public ModePreview {
        lacking = List.copyOf(lacking);
        cover = List.copyOf(cover);
    }

    /// Who would be left for a competence.
    ///
    /// @param holders how many hold it now
    /// @param endingSoon how many of them lose it within the time of notice
    /// @param duty whether somebody must always hold it
    public record Cover(Competence competence, int holders, int endingSoon, boolean duty) {
        /// Whether nobody would be left who must be.
        public boolean isMissing() {
            return duty && holders == 0;
        }
    }

    /// The competences for which nobody would be left who must be.
    public List<Competence> missing() {
        return cover.stream().filter(Cover::isMissing).map(Cover::competence).toList();
    }

    /// Whether the switch can be made: where lacking is refused, nobody may be left without whom
    /// the workplace must always have.
    public boolean isPossible() {
        return then != GateMode.ENFORCE || missing().isEmpty();
    }

    /// A fingerprint of what the preview says: who switches gives it, so that nobody switches on
    /// what they have not seen. How often and when does not count; who and what does.
    public String digest() {
        StringBuilder text = new StringBuilder();
        text.append(organisation).append('\n').append(now).append('\n').append(then).append('\n');
        lacking.stream()
                .map(l -> l.who().value() + " " + l.competence().code())
                .sorted()
                .forEach(line -> text.append(line).append('\n'));
        cover.forEach(c ->
                text.append(c.competence().code())
                        .append(' ')
                        .append(c.holders())
                        .append(' ')
                        .append(c.duty())
                        .append('\n'));
        return java.util.HexFormat.of()
                .formatHex(
                        Hash.sha256(
                                        text.toString()
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .bytes())
                .substring(0, 16);
    }
}
