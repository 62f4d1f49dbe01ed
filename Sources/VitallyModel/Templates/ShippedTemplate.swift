// The templates that come with vitty.

/// A template that is there without a file; a file of its name takes its place.
public enum ShippedTemplate: String, CaseIterable, Sendable {
  case checkIn = "check-in"
  case qbr
  case escalation
  case kickOff = "kick-off"

  /// The template.
  public var template: Template {
    Template(rawValue, text: text, file: "the template \(rawValue)")
  }

  /// The text, as a file would have it.
  public var text: String {
    switch self {
    case .checkIn: Self.checkInText
    case .qbr: Self.qbrText
    case .escalation: Self.escalationText
    case .kickOff: Self.kickOffText
    }
  }

  private static let checkInText = """
    # Check-in with {{account.name}}

    Health {{account.health}}, renewal {{account.renewal}}, last seen {{account.last_seen}}. Last note: \
    {{last_note.date}}, {{last_note.subject}}.

    ## Who was there

    - {{me}}
    - 

    ## What is new

    - On their side: 
    - On our side: 

    ## How it goes

    - What works: 
    - What is in the way: 
    - What they asked for: 

    ## Next steps

    - [ ] 
    - [ ] 

    Next check-in: 
    """

  private static let qbrText = """
    # Business review with {{account.name}}, {{today}}

    ## Where we stand

    - Health: {{account.health}}
    - MRR: {{account.mrr}}
    - Renewal: {{account.renewal}}
    - NPS: {{account.nps}}
    - Users: {{account.users}}
    - CSM: {{account.csm}}

    ## Their goals this quarter

    1. 
    2. 

    ## What was reached

    - Result: 
    - How it was measured: 

    ## What was not, and why

    - 

    ## What we showed

    - 

    ## Risks

    - Adoption: 
    - People who left or are new: 
    - Budget and renewal: 

    ## Goals for the next quarter

    1. 
    2. 

    ## Next steps

    - [ ] 
    - [ ] 

    Next review: 
    """

  private static let escalationText = """
    # Escalation: {{account.name}}

    **In one sentence:** 

    ## What happened

    - Since when: 
    - What does not work: 
    - Who is affected: 
    - What they cannot do meanwhile: 

    ## What it means

    - Health {{account.health}}, MRR {{account.mrr}}, renewal {{account.renewal}}
    - How upset they are, and who: 
    - What they expect, and by when: 

    ## What was done so far

    1. {{today}}: 

    ## Who does what

    - Looks after it (CSM {{account.csm}}): 
    - Works on it: 
    - Decides: 
    - Ticket: 

    ## What we told them

    - 

    ## Next steps

    - [ ] 
    - [ ] Next update to them: 
    """

  private static let kickOffText = """
    # Kick-off with {{account.name}}

    ## Who is who

    - Sponsor: 
    - Project lead: 
    - Technical contact: 
    - On our side: {{me}}

    ## Why they bought

    - What they want to reach: 
    - How they will measure it: 
    - What they used before: 

    ## What success looks like

    - After 30 days: 
    - After 90 days: 
    - Before the renewal ({{account.renewal}}): 

    ## Plan

    1. Access and single sign-on: 
    2. Data: 
    3. Training: 
    4. Go-live: 

    ## Risks and open questions

    - 

    ## Next steps

    - [ ] 
    - [ ] 

    How we keep in touch: 
    """
}
