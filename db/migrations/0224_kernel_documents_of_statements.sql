-- Why: an officer sends with a statement what shows it, such as the certificate of a training; the agency to which the statement went reads it, or else the Commission (12.07(1)(b)5).

insert into kernel.document_class (code, label, clause, roles, valid_from) values
  ('Statement', 'Sent by an officer with a statement', '12.07(1)(b)5', '{OfficerUser,AgencyHead,AgencyLiaison,CertStaff,StdStaff,Counsel,ExecutiveDirector,System}', '2023-09-01');
