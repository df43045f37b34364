-- Why: what is done in the agency portal, and about it, is told in words.

insert into access_review.action (code, words, kind, reach, told) values
  ('agency.chosen', 'Chose for which agency to act', 'Session', 'Inside', true),
  ('agencies.offered', 'Asked for which agencies one acts', 'Session', 'Inside', true),
  ('invitation.accepted', 'Accepted an invitation', 'Session', 'Inside', true),
  ('agency-members.shown', 'Opened who acts for an agency', 'Open', 'Inside', true),
  ('agency-member.appointed', 'Recorded who acts for an agency', 'Change', 'Inside', true),
  ('liaison-gaps.listed', 'Listed agencies without a liaison', 'System', 'Inside', true),
  ('agency-appointment.ended', 'Ended that somebody acts for an agency', 'Change', 'Inside', true),
  ('own-agency.members.shown', 'Opened who acts for the own agency', 'Open', 'Inside', true),
  ('own-agency.member.appointed', 'Designated somebody for the own agency', 'Change', 'Inside', true),
  ('own-agency.appointment.ended', 'Ended a designation of the own agency', 'Change', 'Inside', true),
  ('own-agency.overview.shown', 'Opened the overview of the own agency', 'System', 'Inside', true),
  ('own-agency.roster.listed', 'Listed officers of the own agency', 'List', 'Inside', true),
  ('own-agency.officer.opened', 'Opened an officer of the own agency', 'Open', 'Inside', true);
